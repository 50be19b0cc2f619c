// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/draft/document.h"

#include <algorithm>
#include <span>

#include "fxlake/sources/language/label.h"
#include "fxlake/sources/table/csv_records.h"

namespace fxlake::sources {

std::string StepText(std::string_view name) {
  return name.contains('/') ? "\"" + std::string(name) + "\"" : std::string(name);
}

Grid CsvGrid(std::string_view text, char separator, std::size_t most) {
  Grid grid;
  CsvRecordReader reader(text, separator);
  std::vector<std::string_view> cells;
  while (!reader.at_end() && grid.size() < most && reader.Next(cells)) {
    const bool is_blank = std::ranges::all_of(cells, [](auto cell) { return TrimBlanks(cell).empty(); });
    if (!is_blank) grid.emplace_back(cells.begin(), cells.end());
  }
  return grid;
}

Grid TableGrid(const HtmlTable& table) {
  Grid grid;
  static_cast<void>(EachRow(table.node, [&](std::span<const std::string_view> cells) -> Result<void> {
    grid.emplace_back(cells.begin(), cells.end());
    return {};
  }));
  return grid;
}

}  // namespace fxlake::sources
