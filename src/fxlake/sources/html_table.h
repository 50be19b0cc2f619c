// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

namespace fxlake::sources {

// A table of a page, with the text that stands between it and the table before, a line each paragraph, and its caption.
struct HtmlTable {
  pugi::xml_node node;
  std::string heading;
};

// The tables in the order in which they begin; those within others too.
std::vector<HtmlTable> TablesOf(const pugi::xml_document& page);

// The cells of a table's rows. One that spans columns is followed by empty ones, one that spans rows stands in each of them, so that places
// stay. Rows without a cell are left out.
std::vector<std::vector<std::string>> RowsOf(const pugi::xml_node& table);

}  // namespace fxlake::sources
