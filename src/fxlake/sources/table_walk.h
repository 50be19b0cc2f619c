// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/sources/walkers.h"

namespace fxlake::sources {

// Turns the records of a table into rows, whatever format they came in. Rows are records (`*`) or, with a second step that captures the
// column's name, cells (`*/{quote}`). A field is a column by its name, or by its place: `#1` is the first. Names are in the header, which
// is the first record, or the first that has certain cells, or is not there; what stands above it is the text `/.`.
class TableWalk {
 public:
  // invalid_input when the row path is none of a table.
  static Result<TableWalk> Make(const BodySpec& spec, RowProgram& program, const OnRow& on_row);

  // Another table follows, with a header of its own.
  void BeginTable();
  // A record. Its cells need to live as long as the call.
  Result<void> Take(std::span<const std::string_view> cells);
  // What `/.` is, where the document has a text of its own.
  void SetText(std::string text);
  // invalid_input when no header was met.
  Result<void> Finish() const;

  bool has_header() const { return has_header_; }
  std::size_t columns() const { return names_.size(); }
  bool last_column_has_name() const { return !names_.empty() && !names_.back().empty(); }

 private:
  struct Bound {
    std::size_t cell = 0;
    std::size_t column = 0;
  };
  // A column whose cells are rows by themselves.
  struct Captured {
    std::size_t column = 0;
    std::string_view name;
  };
  TableWalk(const BodySpec& spec, RowProgram& program, const OnRow& on_row) : spec_(spec), program_(program), on_row_(on_row) {}
  bool IsHeader(std::span<const std::string_view> cells) const;
  Result<void> Bind(std::span<const std::string_view> header);
  Result<std::optional<std::size_t>> ColumnOf(const RowProgram::LookUp& look_up) const;
  void ShowText();

  const BodySpec& spec_;
  RowProgram& program_;
  const OnRow& on_row_;
  bool has_header_ = false;  // of this table
  bool met_header_ = false;  // of any
  bool text_is_given_ = false;
  std::string text_;
  std::deque<std::string> names_;
  std::vector<Bound> of_record_;
  std::vector<Captured> captured_;
};

}  // namespace fxlake::sources
