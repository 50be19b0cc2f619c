// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <charconv>
#include <pugixml.hpp>

#include "fxlake/sources/html_tree.h"
#include "fxlake/sources/table_walk.h"
#include "fxlake/sources/walk_tree.h"

namespace fxlake::sources {
namespace {

bool HasWord(std::string_view words, std::string_view word) {
  for (std::size_t at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
    const auto end = at + word.size();
    if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) return true;
  }
  return false;
}

// `wanted` is a table's place from 1, #id or .class.
bool IsWanted(const std::string& wanted, const pugi::xml_node& table, std::size_t place) {
  if (wanted.starts_with('#')) return table.attribute("id").value() == wanted.substr(1);
  if (wanted.starts_with('.')) return HasWord(table.attribute("class").value(), std::string_view(wanted).substr(1));
  return std::to_string(place) == wanted;
}

// The cells of a row; one that spans columns is followed by empty ones, so that places stay.
std::vector<std::string> CellsOf(const pugi::xml_node& row) {
  constexpr unsigned kMostColumns = 1000;
  std::vector<std::string> cells;
  for (const auto& cell : row.children()) {
    const std::string_view name = cell.name();
    if (name != "td" && name != "th") continue;
    cells.push_back(TextWithin(cell));
    const auto span = std::min(cell.attribute("colspan").as_uint(1), kMostColumns);
    for (unsigned i = 1; i < span; ++i) cells.emplace_back();
  }
  return cells;
}

std::vector<pugi::xml_node> RowsOf(const pugi::xml_node& table) {
  std::vector<pugi::xml_node> rows;
  for (const auto& section : table.children()) {
    const std::string_view name = section.name();
    if (name == "tr") rows.push_back(section);
    if (name != "tbody" && name != "thead" && name != "tfoot") continue;
    for (const auto& row : section.children("tr")) rows.push_back(row);
  }
  return rows;
}

Result<void> WalkTable(const pugi::xml_node& table, TableWalk& walk) {
  walk.BeginTable();
  for (const auto& row : RowsOf(table)) {
    const auto cells = CellsOf(row);
    if (cells.empty()) continue;
    const std::vector<std::string_view> views(cells.begin(), cells.end());
    RETURN_IF_ERROR(walk.Take(views));
  }
  return {};
}

}  // namespace

Result<void> WalkHtml(const BodySpec& spec, std::string_view body, RowProgram& program, const OnRow& on_row) {
  pugi::xml_document page;
  ParseHtml(body, page);
  if (spec.rows.empty() || spec.rows.front().kind == RowStep::Kind::name) return WalkTree(page, program, on_row);
  ASSIGN_OR_RETURN(auto walk, TableWalk::Make(spec, program, on_row));
  walk.SetText(TextWithin(page));
  const auto tables = page.select_nodes("//table");
  std::size_t place = 0;
  for (const auto& found : tables) {
    ++place;
    if (!spec.table.empty() && !IsWanted(spec.table, found.node(), place)) continue;
    RETURN_IF_ERROR(WalkTable(found.node(), walk));
    if (spec.table.empty() && spec.header.empty()) break;
  }
  if (tables.empty()) return InvalidInput("the page has no table");
  return walk.Finish();
}

}  // namespace fxlake::sources
