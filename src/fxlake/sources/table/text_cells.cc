// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/table/text_cells.h"

#include <algorithm>

namespace fxlake::sources {
namespace {

std::size_t EndOfCell(std::string_view line) {
  auto at = line.find_first_of(" \t\r");
  while (at < line.size() && line[at] == ' ' && line.substr(at + 1, 1) != " ")
    at = line.find_first_of(" \t\r", at + 1);
  return std::min(at, line.size());
}

}  // namespace

std::vector<std::string_view> TextCells(std::string_view line) {
  std::vector<std::string_view> cells;
  while (true) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t\r\f"), line.size()));
    if (line.empty()) return cells;
    const auto end = EndOfCell(line);
    cells.push_back(line.substr(0, end));
    line.remove_prefix(end);
  }
}

}  // namespace fxlake::sources
