// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/table/pdf_text.h"
#include "fxlake/sources/table/table_walk.h"

namespace fxlake::sources {
namespace {

std::size_t EndOfCell(std::string_view line) {
  auto at = line.find_first_of(" \t\r");
  while (at < line.size() && line[at] == ' ' && line.substr(at + 1, 1) != " ")
    at = line.find_first_of(" \t\r", at + 1);
  return std::min(at, line.size());
}

// Cells stand apart by two blanks or more, or by a tab.
std::vector<std::string_view> CellsOf(std::string_view line) {
  std::vector<std::string_view> cells;
  while (true) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t\r\f"), line.size()));
    if (line.empty()) return cells;
    const auto end = EndOfCell(line);
    cells.push_back(line.substr(0, end));
    line.remove_prefix(end);
  }
}

}  // namespace

Result<void> WalkText(const BodySpec& spec, std::string_view body, RowProgram& program, const OnRow& on_row) {
  ASSIGN_OR_RETURN(auto table, TableWalk::Make(spec, program, on_row));
  table.SetText(std::string(body));
  if (spec.line) {
    std::size_t from = 0;
    while (const auto cells = spec.line->Next(body, from)) RETURN_IF_ERROR(table.Take(*cells));
    return {};
  }
  while (!body.empty()) {
    const auto line = body.substr(0, body.find('\n'));
    body.remove_prefix(std::min(line.size() + 1, body.size()));
    const auto cells = CellsOf(line);
    if (!cells.empty()) RETURN_IF_ERROR(table.Take(cells));
  }
  return table.Finish();
}

Result<void> WalkPdf(const BodySpec& spec, const std::string& body, RowProgram& program,
                     const OnRow& on_row) {
  ASSIGN_OR_RETURN(const auto text, PdfText(body));
  return WalkText(spec, text, program, on_row);
}

}  // namespace fxlake::sources
