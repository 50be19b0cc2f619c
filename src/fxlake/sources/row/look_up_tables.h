// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/sources/row/row_program.h"

namespace fxlake::sources {

// The request variable that holds the items of a list as a JSON array of objects, for look-ups.
std::string ListVariable(std::string_view list);

// The names of the lists used in look-ups.
std::vector<std::string> ListsLookedUpIn(std::span<const FieldSource* const> sources);

// Whether a look-up uses another place of the document.
bool LooksUpInDocument(std::span<const FieldSource* const> sources);

// Fills the program's tables: those of lists from the variables, those of another place ("/path") from the
// document. The first of equal keys is used. invalid_input when a list or the place does not exist.
Result<void> FillLookUpTables(const BodySpec& body, std::span<const FieldSource* const> sources,
                              const std::string& document,
                              const std::map<std::string, std::string>& variables, RowProgram& program);

}  // namespace fxlake::sources
