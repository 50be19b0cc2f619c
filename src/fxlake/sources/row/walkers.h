// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "fxlake/sources/row/row_program.h"

// One walker for each format: it goes through a body once, fills the program's cells and calls `on_row` at
// every row. invalid_input when the body is not of the format or has not the shape that the row path expects.
// Bodies are UTF-8, but for workbooks.
namespace fxlake::sources {

using OnRow = std::function<void(const Cells&)>;
// For those who can take many rows at less cost than one by one.
using OnRun = std::function<void(const RowRun&)>;

Result<void> WalkJson(std::string body, RowProgram& program, const OnRow& on_row, const OnRun& on_run);
// The same for programs that need the tree in memory: positions, conditions, any depth.
Result<void> WalkJsonTree(std::string_view body, RowProgram& program, const OnRow& on_row);
Result<void> WalkXml(std::string body, RowProgram& program, const OnRow& on_row);
// The others are tables (table_walk.h).
Result<void> WalkCsv(const BodySpec& spec, std::string_view body, RowProgram& program, const OnRow& on_row);
// The tables of a page, read as browsers read it. With more than a table's row path, the page's tree instead
// (html/body/...).
Result<void> WalkHtml(const BodySpec& spec, std::string_view body, RowProgram& program, const OnRow& on_row);
// A sheet of an Office Open XML workbook (ECMA-376); numbers as they are stored, dates as serial numbers.
Result<void> WalkXlsx(const BodySpec& spec, const std::string& body, RowProgram& program,
                      const OnRow& on_row);
// A sheet of a workbook of Excel 5 to 2003 (BIFF5, BIFF8 within OLE). A body that is a workbook of the other
// kind is read as such.
Result<void> WalkXls(const BodySpec& spec, const std::string& body, RowProgram& program, const OnRow& on_row);
// Each observation of an SDMX-JSON message (versions 1 and 2) is a record: a column for the code of each
// dimension and attribute
// ("CURRENCY"), one for its name ("CURRENCY.label"), and "value".
Result<void> WalkSdmxJson(const BodySpec& spec, std::string_view body, RowProgram& program,
                          const OnRow& on_row);
// The same of a JSON-stat dataset.
Result<void> WalkJsonStat(const BodySpec& spec, std::string_view body, RowProgram& program,
                          const OnRow& on_row);
// Each match of the spec's line pattern is a record, its groups are the cells; without a pattern each line is
// one, whose cells stand apart by two blanks or more, or a tab.
Result<void> WalkText(const BodySpec& spec, std::string_view body, RowProgram& program, const OnRow& on_row);
// The same of the text of a PDF, as the program pdftotext lays it out. unavailable when that is not
// installed.
Result<void> WalkPdf(const BodySpec& spec, const std::string& body, RowProgram& program, const OnRow& on_row);

// The walker of the spec's format, over a document as Unpack gives it (unpack.h). Without `on_run` each row
// of a run is one for `on_row`.
Result<void> Walk(const BodySpec& spec, std::string body, RowProgram& program, const OnRow& on_row,
                  const OnRun& on_run = {});

}  // namespace fxlake::sources
