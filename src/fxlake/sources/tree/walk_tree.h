// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pugixml.hpp>

#include "fxlake/sources/row/walkers.h"

namespace fxlake::sources {

// Walks the elements of an XML document. invalid_input when the root is not the first step of the row path.
Result<void> WalkTree(const pugi::xml_document& document, RowProgram& program, const OnRow& on_row);

// The name without its namespace prefix: sources change prefixes, not names.
std::string_view LocalName(const char* name);

}  // namespace fxlake::sources
