// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/result.h"

namespace fxlake::query {

// Kinds of value that result writers distinguish.
enum class ValueKind {
  boolean,  // true, false
  integer,  // -42
  decimal,  // all digits of its scale, no exponent: 1.1684000000
  real,     // the shortest text that reads back equal: 0.1, 1e+22, nan, inf
  text,
  date,  // 2026-04-14
  // 2026-04-14T09:30:00Z, with six fractional digits if not zero (nine for nanoseconds); no Z without a time
  // zone
  timestamp,
  other,  // lists, structs, intervals ...: the engine's own text
};

struct Column {
  std::string name;
  std::string type;  // in the engine's notation: DECIMAL(18,10)
  ValueKind kind = ValueKind::text;
  friend bool operator==(const Column&, const Column&) = default;
};

// The values of one column in one batch: concatenated texts, with nulls marked.
class TextColumn {
 public:
  void Append(std::string_view text) {
    text_ += text;
    ends_.push_back(text_.size());
    null_.push_back(0);
  }
  void AppendNull() {
    ends_.push_back(text_.size());
    null_.push_back(1);
  }
  // Appends a value in place: append its text to Open(), then call Close.
  std::string& Open() { return text_; }
  void Close() {
    ends_.push_back(text_.size());
    null_.push_back(0);
  }
  std::size_t size() const { return ends_.size(); }
  std::optional<std::string_view> At(std::size_t row) const {
    if (null_[row] != 0) return std::nullopt;
    const std::size_t start = row == 0 ? 0 : ends_[row - 1];
    return std::string_view(text_).substr(start, ends_[row] - start);
  }
  void Clear() { text_.clear(), ends_.clear(), null_.clear(); }

 private:
  std::string text_;
  std::vector<std::size_t> ends_;
  std::vector<std::uint8_t> null_;
};

// Consecutive rows of a result.
struct RowBatch {
  std::vector<TextColumn> columns;
  std::size_t rows = 0;
};

// Receives a result incrementally: Begin, any number of Rows, End. An error from any of them ends the query
// with that error.
class RowSink {
 public:
  virtual ~RowSink() = default;
  // A statement without a result table (CREATE, SET) has no columns.
  virtual Result<void> Begin(std::span<const Column> columns) = 0;
  virtual Result<void> Rows(const RowBatch& batch) = 0;
  virtual Result<void> End() = 0;
};

// Executes SQL. Not thread-safe.
// Errors: invalid_input (the statement), not_found (a library, a file), unavailable (disk, memory, network),
// internal.
class Engine {
 public:
  virtual ~Engine() = default;
  // Runs the statements of `sql` in order; the result of the last goes to `sink` in batches.
  virtual Result<void> Run(const std::string& sql, RowSink& sink) = 0;
};

// A complete result in memory, for small results.
struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<std::optional<std::string>>> rows;
};

Result<Table> RunToTable(Engine& engine, const std::string& sql);
// Runs statements and discards their results.
Result<void> Execute(Engine& engine, const std::string& sql);

}  // namespace fxlake::query
