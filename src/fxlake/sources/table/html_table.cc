// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/table/html_table.h"

#include <algorithm>
#include <charconv>
#include <deque>
#include <map>

#include "fxlake/sources/language/label.h"

namespace fxlake::sources {
namespace {

constexpr unsigned kMostColumns = 1000;
constexpr unsigned kMostRowsSpanned = 10'000;

bool IsBlock(std::string_view name) {
  constexpr std::string_view kBlocks[] = {"p",       "div",     "li",     "tr",     "br",     "h1", "h2",
                                          "h3",      "h4",      "h5",     "h6",     "dt",     "dd", "td",
                                          "section", "article", "header", "option", "caption"};
  return std::ranges::find(kBlocks, name) != std::ranges::end(kBlocks);
}

// How many columns or rows a cell spans.
unsigned Span(const HtmlNode& cell, std::string_view attribute, unsigned most) {
  const auto text = cell.Attribute(attribute);
  if (!text) return 1;
  unsigned count = 1;
  const auto trimmed = TrimBlanks(*text);
  std::from_chars(trimmed.data(), trimmed.data() + trimmed.size(), count);
  return std::clamp(count, 1U, most);
}

// Whether SqueezeBlanks would leave the text unchanged, except for whitespace at its ends.
bool IsSqueezed(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    // No-break spaces begin with these bytes.
    if ((c >= '\t' && c <= '\r') || c == 0xC2 || c == 0xE2 || (c == ' ' && i > 0 && text[i - 1] == ' '))
      return false;
  }
  return true;
}

class RowReader {
 public:
  // The cells of a <tr>; views of the page, or of texts that are valid until the next row.
  std::span<const std::string_view> Read(HtmlNode row) {
    cells_.clear();
    made_.clear();
    for (auto cell = row.first_child(); cell; cell = cell.next_sibling()) {
      const auto name = cell.name();
      if (name != "td" && name != "th") continue;
      TakeSpanning();
      if (cells_.size() > kMostColumns) break;
      Take(cell);
    }
    TakeSpanning();
    return cells_;
  }

 private:
  struct Spanning {
    unsigned rows_left = 0;
    std::string text;
  };

  void Take(HtmlNode cell) {
    const auto text = TextOf(cell);
    const auto columns = Span(cell, "colspan", kMostColumns), rows = Span(cell, "rowspan", kMostRowsSpanned);
    for (unsigned i = 0; i < columns; ++i) {
      if (rows > 1) spanning_[cells_.size()] = {rows - 1, i == 0 ? std::string(text) : std::string()};
      cells_.push_back(i == 0 ? text : std::string_view());
    }
  }

  // Inserts the cells of rows above that span this row.
  void TakeSpanning() {
    if (spanning_.empty()) return;
    for (auto above = spanning_.find(cells_.size()); above != spanning_.end();
         above = spanning_.find(cells_.size())) {
      if (--above->second.rows_left > 0) {
        cells_.push_back(made_.emplace_back(above->second.text));
        continue;
      }
      cells_.push_back(made_.emplace_back(std::move(above->second.text)));
      spanning_.erase(above);
    }
  }

  // Most cells contain a single text.
  std::string_view TextOf(HtmlNode cell) {
    const auto first = cell.first_child();
    if (!first) return {};
    if (!first.is_element() && !first.next_sibling()) {
      const auto text = TrimBlanks(first.text());
      return IsSqueezed(text) ? text : made_.emplace_back(SqueezeBlanks(text));
    }
    return made_.emplace_back(TextWithin(cell));
  }

  std::vector<std::string_view> cells_;
  std::deque<std::string> made_;
  std::map<std::size_t, Spanning> spanning_;  // by column
};

}  // namespace

std::vector<HtmlTable> TablesOf(const HtmlPage& page) {
  std::vector<HtmlTable> tables;
  std::string text;
  std::vector<int> open;
  for (HtmlWalk walk(page.root()); walk.node(); walk.Next()) {
    // Text inside a table that has ended does not belong to the next one.
    for (; !open.empty() && walk.depth() <= open.back(); open.pop_back()) text.clear();
    const auto node = walk.node();
    if (!node.is_element()) {
      text += node.text();
      continue;
    }
    const auto name = node.name();
    if (IsBlock(name)) text += '\n';
    if (name != "table") continue;
    if (const auto caption = node.Child("caption")) text += "\n" + TextWithin(caption);
    tables.push_back({node, std::move(text)});
    text.clear();
    open.push_back(walk.depth());
  }
  return tables;
}

Result<void> EachRow(HtmlNode table,
                     const std::function<Result<void>(std::span<const std::string_view>)>& take) {
  RowReader reader;
  const auto take_row = [&](HtmlNode row) -> Result<void> {
    const auto cells = reader.Read(row);
    return cells.empty() ? Result<void>() : take(cells);
  };
  for (auto section = table.first_child(); section; section = section.next_sibling()) {
    const auto name = section.name();
    if (name == "tr") RETURN_IF_ERROR(take_row(section));
    if (name != "tbody" && name != "thead" && name != "tfoot") continue;
    for (auto row = section.first_child(); row; row = row.next_sibling()) {
      if (row.name() == "tr") RETURN_IF_ERROR(take_row(row));
    }
  }
  return {};
}

}  // namespace fxlake::sources
