// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "fxlake/sources/row_program.h"

// One walker for each format: it goes through a body once, fills the program's cells and calls `on_row` at every row. invalid_input when the
// body is not of the format or has not the shape that the row path expects.
namespace fxlake::sources {

using OnRow = std::function<void(const Cells&)>;

Result<void> WalkJson(std::string body, RowProgram& program, const OnRow& on_row);
Result<void> WalkXml(std::string body, RowProgram& program, const OnRow& on_row);
// Records are the items of the root, columns by the names of the first line.
Result<void> WalkCsv(std::string_view body, char separator, RowProgram& program, const OnRow& on_row);

}  // namespace fxlake::sources
