// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/sources/tree/html_page.h"

namespace fxlake::sources {

// A table of a page, with the text that stands between it and the table before, a line each paragraph, and
// its caption.
struct HtmlTable {
  HtmlNode node;
  std::string heading;
};

// The tables in the order in which they begin; those within others too.
std::vector<HtmlTable> TablesOf(const HtmlPage& page);

// Calls `take` with the cells of each row of a table until it fails; they live as long as the call. A cell
// that spans columns is followed by empty ones, one that spans rows stands in each of them, so that places
// stay. Rows without a cell are left out.
Result<void> EachRow(HtmlNode table,
                     const std::function<Result<void>(std::span<const std::string_view>)>& take);

}  // namespace fxlake::sources
