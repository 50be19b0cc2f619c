// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/sources/row/row_program.h"

namespace fxlake::sources {

// The variable of a request that holds the items of a list, as a JSON array of objects, for look-ups in it.
std::string ListVariable(std::string_view list);

// The names of the lists that are looked up in.
std::vector<std::string> ListsLookedUpIn(std::span<const FieldSource* const> sources);

// Whether something is looked up in another place of the document.
bool LooksUpInDocument(std::span<const FieldSource* const> sources);

// Fills the program's tables: those of lists from the variables, those of another place ("/path") from the
// document. The first of equal keys counts. invalid_input when a list or the place is not there.
Result<void> FillLookUpTables(const BodySpec& body, std::span<const FieldSource* const> sources,
                              const std::string& document,
                              const std::map<std::string, std::string>& variables, RowProgram& program);

}  // namespace fxlake::sources
