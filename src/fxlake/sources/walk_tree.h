// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pugixml.hpp>

#include "fxlake/sources/walkers.h"

namespace fxlake::sources {

// Walks a tree of elements, an XML document's or a page's (whose elements have the text of all that is within them). invalid_input when the
// root is not the one that the row path begins with.
Result<void> WalkTree(const pugi::xml_document& document, bool is_page, RowProgram& program, const OnRow& on_row);

// The name without its namespace's prefix: banks change prefixes, not names.
std::string_view LocalName(const char* name);

}  // namespace fxlake::sources
