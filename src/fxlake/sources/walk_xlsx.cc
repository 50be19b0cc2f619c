// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/table_walk.h"
#include "fxlake/sources/workbook.h"

namespace fxlake::sources {

Result<void> WalkXlsx(const BodySpec& spec, const std::string& body, RowProgram& program, const OnRow& on_row) {
  ASSIGN_OR_RETURN(auto table, TableWalk::Make(spec, program, on_row));
  ASSIGN_OR_RETURN(const auto workbook, Workbook::Open(body));
  ASSIGN_OR_RETURN(const auto rows, workbook.ReadSheet(spec.table));
  for (const auto& row : rows) {
    const std::vector<std::string_view> cells(row.begin(), row.end());
    RETURN_IF_ERROR(table.Take(cells));
  }
  return table.Finish();
}

}  // namespace fxlake::sources
