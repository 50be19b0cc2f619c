// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/sources/tree/html_page.h"

namespace fxlake::sources {

// A table of a page, with its caption and the text between it and the preceding table, one line per
// paragraph.
struct HtmlTable {
  HtmlNode node;
  std::string heading;
};

// The tables in the order of their start tags, including nested ones.
std::vector<HtmlTable> TablesOf(const HtmlPage& page);

// Calls `take` with the cells of each row until it fails; the cells are valid during the call. A cell that
// spans columns is followed by empty ones; one that spans rows is repeated in each, so that columns stay
// aligned. Rows without cells are skipped.
Result<void> EachRow(HtmlNode table,
                     const std::function<Result<void>(std::span<const std::string_view>)>& take);

}  // namespace fxlake::sources
