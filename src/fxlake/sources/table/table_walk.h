// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/sources/row/walkers.h"

namespace fxlake::sources {

// Turns the records of a table into rows, whatever format they came in. Rows are records (`*`) or, with a
// second step that captures the column's name, cells (`*/{quote}`). A field is a column by its name, or by
// its place: `#1` is the first, `#-1` the last. Names are in the header, which is the first record, or the
// first that has certain cells, or is not there; what stands above it is the text `/.`, and the name of the
// table or sheet `/@table`.
class TableWalk {
 public:
  // invalid_input when the row path is none of a table.
  static Result<TableWalk> Make(const BodySpec& spec, RowProgram& program, const OnRow& on_row);

  // Another table follows, with a header of its own. `place` is what messages call it, where records are
  // numbered.
  void BeginTable(std::string name = "", std::string place = "");
  // A line of text above or between tables: it may be a banner.
  void TakeHeading(std::string_view line);
  // A record. Its cells need to live as long as the call. `number` is its place in the table from 1, where
  // the format numbers records.
  Result<void> Take(std::span<const std::string_view> cells, std::size_t number = 0);
  // Takes what was held back of this table.
  Result<void> EndTable();
  // The numbers of records are those of lines, which places are told by.
  void NumberByLine() { program_.place.by_line = true; }
  // What `/.` is, where the document has a text of its own.
  void SetText(std::string text);
  // invalid_input when no header was met.
  Result<void> Finish();

  bool has_header() const { return state_ == State::rows; }
  std::size_t columns() const { return names_.size(); }
  // Whether the record is no row of the table: a banner, or behind its end.
  bool IsApart(std::span<const std::string_view> cells) const;
  bool last_column_has_name() const { return !names_.empty() && !names_.back().empty(); }

 private:
  enum class State { before_header, within_header, rows, ended };
  struct Bound {
    std::size_t cell = 0;
    std::ptrdiff_t column = 0;  // negative: from the end
  };
  // A column whose cells are rows by themselves.
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
  bool met_header_ = false;             // of any
  bool text_is_given_ = false;
  int record_ = 0;       // of this table, from 1
  int header_rows_ = 0;  // met of this header
  std::string text_;
  std::string table_name_;
  std::deque<std::string> names_;
  std::string name_beyond_;  // of columns that no record of the header has reached yet
  std::vector<Bound> of_record_;
  std::vector<Captured> captured_;
  std::vector<std::pair<std::ptrdiff_t, std::string>>
      above_;                             // columns that are filled down, and what stood there last
  std::vector<std::string_view> filled_;  // a record, filled
  std::deque<std::string> banners_;
  std::vector<std::vector<std::string>> held_;  // records of a table whose columns are the records
};

}  // namespace fxlake::sources
