// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/html_table.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "fxlake/sources/html_tree.h"

namespace fxlake::sources {
namespace {

constexpr unsigned kMostColumns = 1000;
constexpr unsigned kMostRowsSpanned = 10'000;

bool IsBlock(std::string_view name) {
  constexpr std::string_view kBlocks[] = {"p",  "div", "li", "tr", "br",      "h1",      "h2",     "h3",     "h4",     "h5",
                                          "h6", "dt",  "dd", "td", "section", "article", "header", "option", "caption"};
  return std::ranges::find(kBlocks, name) != std::ranges::end(kBlocks);
}

class TableFinder : public pugi::xml_tree_walker {
 public:
  bool for_each(pugi::xml_node& node) override {
    Close(depth());
    const std::string_view name = node.name();
    if (node.type() == pugi::node_pcdata) text_ += node.value();
    if (IsBlock(name)) text_ += '\n';
    if (name == "table") {
      if (const auto caption = node.child("caption")) text_ += "\n" + TextWithin(caption);
      tables.push_back({node, std::move(text_)});
      text_.clear();
      open_.push_back(depth());
    }
    return true;
  }
  std::vector<HtmlTable> tables;

 private:
  // What stood within a table that has ended says nothing about the next one.
  void Close(int depth) {
    for (; !open_.empty() && depth <= open_.back(); open_.pop_back()) text_.clear();
  }
  std::string text_;
  std::vector<int> open_;
};

struct Spanning {
  unsigned rows_left = 0;
  std::string text;
};

}  // namespace

std::vector<HtmlTable> TablesOf(const pugi::xml_document& page) {
  TableFinder finder;
  pugi::xml_node(page).traverse(finder);
  return std::move(finder.tables);
}

std::vector<std::vector<std::string>> RowsOf(const pugi::xml_node& table) {
  std::vector<pugi::xml_node> nodes;
  for (const auto& section : table.children()) {
    const std::string_view name = section.name();
    if (name == "tr") nodes.push_back(section);
    if (name != "tbody" && name != "thead" && name != "tfoot") continue;
    for (const auto& row : section.children("tr")) nodes.push_back(row);
  }
  std::vector<std::vector<std::string>> rows;
  std::map<std::size_t, Spanning> spanning;  // by column
  for (const auto& node : nodes) {
    std::vector<std::string> cells;
    const auto take_spanning = [&] {
      for (auto from_above = spanning.find(cells.size()); from_above != spanning.end(); from_above = spanning.find(cells.size())) {
        cells.push_back(from_above->second.text);
        if (--from_above->second.rows_left == 0) spanning.erase(from_above);
      }
    };
    for (const auto& cell : node.children()) {
      const std::string_view name = cell.name();
      if (name != "td" && name != "th") continue;
      take_spanning();
      if (cells.size() > kMostColumns) break;
      const auto text = TextWithin(cell);
      const auto columns = std::clamp(cell.attribute("colspan").as_uint(1), 1U, kMostColumns);
      const auto rows_spanned = std::clamp(cell.attribute("rowspan").as_uint(1), 1U, kMostRowsSpanned);
      for (unsigned i = 0; i < columns; ++i) {
        if (rows_spanned > 1) spanning[cells.size()] = {rows_spanned, i == 0 ? text : std::string()};
        if (rows_spanned > 1 && --spanning[cells.size()].rows_left == 0) spanning.erase(cells.size());
        cells.push_back(i == 0 ? text : std::string());
      }
    }
    take_spanning();
    if (!cells.empty()) rows.push_back(std::move(cells));
  }
  return rows;
}

}  // namespace fxlake::sources
