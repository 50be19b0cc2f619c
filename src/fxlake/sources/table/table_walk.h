// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/sources/row/walkers.h"

namespace fxlake::sources {

// Converts the records of a table to rows, for every table format. Rows are records (`*`) or, with a second
// step that captures the column name, cells (`*/{quote}`). A field is a column by name or by position: `#1`
// is the first, `#-1` the last. Names come from the header: the first record, the first record with certain
// cells, or none; the text above it is `/.`, and the name of the table or sheet `/@table`.
class TableWalk {
 public:
  // invalid_input when the row path is not valid for a table.
  static Result<TableWalk> Make(const BodySpec& spec, RowProgram& program, const OnRow& on_row);

  // Begins another table, with its own header. `place` names it in messages, for formats with numbered
  // records.
  void BeginTable(std::string name = "", std::string place = "");
  // A line of text above or between tables, which may be a banner.
  void TakeHeading(std::string_view line);
  // Adds a record. Its cells must be valid during the call. `number` is its position in the table from 1, for
  // formats with numbered records.
  Result<void> Take(std::span<const std::string_view> cells, std::size_t number = 0);
  // Processes the records held back for this table.
  Result<void> EndTable();
  // Positions are lines: the numbers of records are those of lines.
  void NumberByLine() { program_.place.by_line = true; }
  // Sets the value of `/.` for documents with text outside tables.
  void SetText(std::string text);
  // invalid_input when no header was found.
  Result<void> Finish();

  bool has_header() const { return state_ == State::rows; }
  std::size_t columns() const { return names_.size(); }
  // Whether the record is not a row of the table: a banner, or after its end.
  bool IsApart(std::span<const std::string_view> cells) const;
  bool last_column_has_name() const { return !names_.empty() && !names_.back().empty(); }

 private:
  enum class State { before_header, within_header, rows, ended };
  struct Bound {
    std::size_t cell = 0;
    std::ptrdiff_t column = 0;  // negative: counted from the end
  };
  // A column whose cells are rows of their own.
  struct Captured {
    std::size_t column = 0;
    std::string_view name;
  };
  using Cells = std::span<const std::string_view>;
  TableWalk(const BodySpec& spec, RowProgram& program, const OnRow& on_row)
      : spec_(spec), program_(program), on_row_(on_row) {}
  Result<void> TakeRecord(Cells cells);
  void SkipTable();
  Result<void> TakeHeaderRow(Cells cells);
  Result<void> TakeRow(Cells cells);
  bool IsHeader(Cells cells) const;
  bool IsBanner(std::string_view text);
  void AddNames(Cells header, bool spread);
  void NameByPlace(std::size_t columns);
  Result<void> Bind();
  Result<std::optional<std::ptrdiff_t>> ColumnOf(const RowProgram::LookUp& look_up) const;
  void ShowText();
  Cells FilledDown(Cells cells);

  const BodySpec& spec_;
  RowProgram& program_;
  const OnRow& on_row_;
  State state_ = State::before_header;  // of this table
  bool met_header_ = false;             // of any table
  bool text_is_given_ = false;
  int record_ = 0;       // of this table, from 1
  int header_rows_ = 0;  // header rows read
  std::string text_;
  std::string table_name_;
  std::deque<std::string> names_;
  std::string name_beyond_;  // name of columns that no header record has reached yet
  std::vector<Bound> of_record_;
  std::vector<Captured> captured_;
  // columns that are filled down, and what stood there last
  std::vector<std::pair<std::ptrdiff_t, std::string>> above_;
  std::vector<std::string_view> filled_;  // a record with carried cells filled in
  std::deque<std::string> banners_;
  std::vector<std::vector<std::string>> held_;  // records of a transposed table, whose columns are the rows
};

}  // namespace fxlake::sources
