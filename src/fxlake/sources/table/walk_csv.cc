// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "fxlake/base/text.h"
#include "fxlake/sources/table/csv_records.h"
#include "fxlake/sources/table/table_walk.h"

namespace fxlake::sources {
namespace {

bool IsBlank(std::string_view cell) { return cell.find_first_not_of(" \t") == std::string_view::npos; }

}  // namespace

Result<void> WalkCsv(const BodySpec& spec, std::string_view body, RowProgram& program, const OnRow& on_row) {
  ASSIGN_OR_RETURN(auto table, TableWalk::Make(spec, program, on_row));
  if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
  table.NumberByLine();
  CsvRecordReader reader(body, spec.separator);
  const auto line_now = [&] { return program.place.lines_before + reader.line(); };
  std::vector<std::string_view> cells;
  while (!reader.at_end()) {
    if (!reader.Next(cells))
      return InvalidInput(
          fmt::format("not CSV: a quoted cell of the record in line {} does not end", line_now()));
    if (IsBlank(cells.front()) && std::ranges::all_of(cells, IsBlank)) continue;
    if (table.has_header() && spec.has_header && !spec.ragged && spec.fold == 0) {
      // Records that end the table, banners, and notes below it may have any number of cells. Some sources
      // end records, except the header, with a separator. Accepting more surplus cells would hide decimal
      // commas.
      if (cells.size() == table.columns() + 1 && table.last_column_has_name() && IsBlank(cells.back()))
        cells.pop_back();
      if (cells.size() != table.columns() && !table.IsApart(cells)) {
        return InvalidInput(
            fmt::format("line {} has {}, but the header has {}; set ragged = true to allow this", line_now(),
                        Counted(cells.size(), "cell"), table.columns()));
      }
    }
    RETURN_IF_ERROR(table.Take(cells, reader.line()));
  }
  return table.Finish();
}

}  // namespace fxlake::sources
