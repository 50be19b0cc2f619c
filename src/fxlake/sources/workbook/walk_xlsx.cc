// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/table/table_walk.h"
#include "fxlake/sources/workbook/workbook.h"
#include "fxlake/sources/workbook/xls_workbook.h"

namespace fxlake::sources {
namespace {

template <typename AnyWorkbook>
Result<void> WalkSheets(const BodySpec& spec, const AnyWorkbook& workbook, RowProgram& program,
                        const OnRow& on_row) {
  ASSIGN_OR_RETURN(auto table, TableWalk::Make(spec, program, on_row));
  const auto names = workbook.SheetNames();
  ASSIGN_OR_RETURN(const auto sheets, ChooseSheets(names, spec.table));
  for (const auto sheet : sheets) {
    std::vector<std::size_t> numbers;
    ASSIGN_OR_RETURN(const auto rows, workbook.ReadSheet(sheet, &numbers));
    table.BeginTable(names[sheet], names[sheet]);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::vector<std::string_view> cells(rows[i].begin(), rows[i].end());
      RETURN_IF_ERROR(table.Take(cells, numbers[i]));
    }
    RETURN_IF_ERROR(table.EndTable());
  }
  return table.Finish();
}

}  // namespace

// Sources name either kind like the other, so the bytes decide.
Result<void> WalkXlsx(const BodySpec& spec, const std::string& body, RowProgram& program,
                      const OnRow& on_row) {
  if (IsCompoundFile(body)) return WalkXls(spec, body, program, on_row);
  ASSIGN_OR_RETURN(const auto workbook, Workbook::Open(body));
  return WalkSheets(spec, workbook, program, on_row);
}

Result<void> WalkXls(const BodySpec& spec, const std::string& body, RowProgram& program,
                     const OnRow& on_row) {
  if (body.starts_with("PK")) return WalkXlsx(spec, body, program, on_row);
  ASSIGN_OR_RETURN(const auto workbook, XlsWorkbook::Open(body));
  return WalkSheets(spec, workbook, program, on_row);
}

}  // namespace fxlake::sources
