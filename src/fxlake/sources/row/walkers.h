// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "fxlake/sources/row/row_program.h"

// One walker per format: it traverses a body once, fills the program's cells and calls `on_row` for every
// row. invalid_input when the body has the wrong format or lacks the shape that the row path expects. Bodies
// are UTF-8, except workbooks.
namespace fxlake::sources {

using OnRow = std::function<void(const Cells&)>;
// For consumers that can process many rows more cheaply than one by one.
using OnRun = std::function<void(const RowRun&)>;

Result<void> WalkJson(std::string body, RowProgram& program, const OnRow& on_row, const OnRun& on_run);
// As above for programs that need the document in memory: positions, conditions, any depth.
Result<void> WalkJsonTree(std::string_view body, RowProgram& program, const OnRow& on_row);
Result<void> WalkXml(std::string body, RowProgram& program, const OnRow& on_row);
// The remaining formats are tables (table_walk.h).
Result<void> WalkCsv(const BodySpec& spec, std::string_view body, RowProgram& program, const OnRow& on_row);
// The tables of an HTML page, parsed as browsers do. When the row path has more steps than a table's, the
// page's tree is used (html/body/...).
Result<void> WalkHtml(const BodySpec& spec, std::string_view body, RowProgram& program, const OnRow& on_row);
// A sheet of an Office Open XML workbook (ECMA-376); numbers as stored, dates as serial numbers.
Result<void> WalkXlsx(const BodySpec& spec, const std::string& body, RowProgram& program,
                      const OnRow& on_row);
// A sheet of an Excel 5 to 2003 workbook (BIFF5, BIFF8 in OLE). A body that is an Office Open XML workbook is
// read as such.
Result<void> WalkXls(const BodySpec& spec, const std::string& body, RowProgram& program, const OnRow& on_row);
// Each observation of an SDMX-JSON message (versions 1 and 2) is a record: a column with the code of each
// dimension and attribute ("CURRENCY"), one with its name ("CURRENCY.label"), and "value".
Result<void> WalkSdmxJson(const BodySpec& spec, std::string_view body, RowProgram& program,
                          const OnRow& on_row);
// As above for a JSON-stat dataset.
Result<void> WalkJsonStat(const BodySpec& spec, std::string_view body, RowProgram& program,
                          const OnRow& on_row);
// Each match of the spec's line pattern is a record with its groups as cells; without a pattern each line is
// one, with cells separated by two or more spaces or a tab.
Result<void> WalkText(const BodySpec& spec, std::string_view body, RowProgram& program, const OnRow& on_row);
// As above for the text of a PDF, extracted by the program pdftotext. unavailable when that is not installed.
Result<void> WalkPdf(const BodySpec& spec, const std::string& body, RowProgram& program, const OnRow& on_row);

// The walker of the spec's format, for a document returned by Unpack (unpack.h). Without `on_run`, `on_row`
// is called for each row of a run.
Result<void> Walk(const BodySpec& spec, std::string body, RowProgram& program, const OnRow& on_row,
                  const OnRun& on_run = {});

}  // namespace fxlake::sources
