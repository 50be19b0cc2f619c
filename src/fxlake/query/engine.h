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

// What a value is, as far as a writer of results treats it differently.
enum class ValueKind {
  boolean,  // true, false
  integer,  // -42
  decimal,  // all digits of its scale, no exponent: 1.1684000000
  real,     // the shortest text that reads back equal: 0.1, 1e+22, nan, inf
  text,
  date,       // 2026-04-14
  timestamp,  // 2026-04-14T09:30:00Z, with six digits of a second where they are not zero (of nanoseconds
              // nine); no Z without a time zone
  other,      // lists, structs, intervals ...: the engine's own text
};

struct Column {
  std::string name;
  std::string type;  // as the engine calls it: DECIMAL(18,10)
  ValueKind kind = ValueKind::text;
  friend bool operator==(const Column&, const Column&) = default;
};

// The values of one column in one batch: their texts end to end, nulls marked.
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
  // To write a value in place: add its text here, then call Close.
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

// Some rows of a result, in its order.
struct RowBatch {
  std::vector<TextColumn> columns;
  std::size_t rows = 0;
};

// Takes a result as it arrives: Begin, any number of Rows, End. An error of any of them ends the query with
// that error.
class RowSink {
 public:
  virtual ~RowSink() = default;
  // A statement that answers with no table (CREATE, SET) has no columns.
  virtual Result<void> Begin(std::span<const Column> columns) = 0;
  virtual Result<void> Rows(const RowBatch& batch) = 0;
  virtual Result<void> End() = 0;
};

// Something that runs SQL. One thread at a time.
// Errors: invalid_input (the statement), not_found (a library, a file), unavailable (disk, memory, network),
// internal.
class Engine {
 public:
  virtual ~Engine() = default;
  // Runs the statements of `sql` in order; the result of the last goes to `sink`, a batch at a time.
  virtual Result<void> Run(const std::string& sql, RowSink& sink) = 0;
};

// A whole result in memory, for those known to be small.
struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<std::optional<std::string>>> rows;
};

Result<Table> RunToTable(Engine& engine, const std::string& sql);
// Runs statements whose results nobody needs.
Result<void> Execute(Engine& engine, const std::string& sql);

}  // namespace fxlake::query
