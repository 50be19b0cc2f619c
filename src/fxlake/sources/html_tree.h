// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace fxlake::sources {

// A page as the tree that the HTML standard makes of it, however broken its markup; without scripts, styles and comments. Character
// references are resolved.
void ParseHtml(std::string_view page, pugi::xml_document& tree);

// All text within a node, runs of blanks squeezed to one, a blank between cells and lines.
std::string TextWithin(const pugi::xml_node& node);

}  // namespace fxlake::sources
