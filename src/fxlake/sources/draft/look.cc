// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/draft/look.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>

#include "fxlake/base/excerpt.h"
#include "fxlake/sources/body/unpack.h"
#include "fxlake/sources/draft/body_format.h"
#include "fxlake/sources/draft/document.h"
#include "fxlake/sources/language/label.h"
#include "fxlake/sources/table/text_cells.h"

namespace fxlake::sources {
namespace {

constexpr std::size_t kMostPaths = 400, kMostSamples = 3, kLongestSample = 60, kLongestText = 100;
constexpr std::size_t kMostRecords = 8, kMostCells = 12, kMostTables = 40, kMostMembers = 40, kDeepest = 60;

// A text on one line, shortened.
std::string Short(std::string_view text, std::size_t longest = kLongestSample) {
  std::string line;
  for (const char c : TrimBlanks(text)) {
    const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (blank && line.ends_with(' ')) continue;
    line += blank ? ' ' : c;
    if (line.size() > 4 * longest) break;
  }
  return line.size() <= longest ? line : std::string(Excerpt(line, longest)) + "\xE2\x80\xA6";
}

// The paths of a tree, in document order.
template <typename Node>
class Outline {
 public:
  void Add(const Node& node, const std::string& path, std::size_t depth) {
    if (depth > kDeepest || order_.size() > kMostPaths) return;
    node.EachAttribute([&](std::string_view name, const Node& attribute) {
      // In JSON, "@name" is also a member.
      Note(Inner(path, "@" + std::string(name)), attribute);
      return true;
    });
    const bool is_map = MembersAreData(node);
    node.EachChild([&](std::string_view key, const Node& child) {
      if (key.starts_with('@')) return true;
      const auto step = node.is_list() ? std::string("*") : is_map ? std::string("{name}") : StepText(key);
      const auto inner = Inner(path, step);
      if (is_map) Sample(inner, "under " + std::string(key));
      Note(inner, child);
      Add(child, inner, depth + 1);
      return true;
    });
  }

  std::string Text() const {
    std::string text;
    for (const auto& path : order_) {
      const auto& place = places_.at(path);
      text += fmt::format("  {}  {}x", path, place.count);
      for (const auto& sample : place.samples) text += "  " + sample;
      text += '\n';
    }
    if (order_.size() > kMostPaths) text += "  ... and more paths\n";
    return text;
  }

 private:
  struct Place {
    std::size_t count = 0;
    std::vector<std::string> samples;
  };

  static std::string Inner(const std::string& path, const std::string& step) {
    return path.empty() ? step : path + "/" + step;
  }

  // Many members with different names: the names are dates or currencies.
  static bool MembersAreData(const Node& node) {
    if (node.is_list()) return false;
    std::map<std::string, int, std::less<>> names;
    node.EachChild([&](std::string_view key, const Node&) { return ++names[std::string(key)] < 2; });
    return names.size() > kMostMembers;
  }

  void Sample(const std::string& path, const std::string& text) {
    auto& samples = At(path).samples;
    if (samples.size() < kMostSamples && std::ranges::find(samples, text) == samples.end())
      samples.push_back(text);
  }

  Place& At(const std::string& path) {
    const auto [place, is_new] = places_.try_emplace(path);
    if (is_new) order_.push_back(path);
    return place->second;
  }

  void Note(const std::string& path, const Node& node) {
    ++At(path).count;
    Texts made;
    const auto text = node.Text(made);
    if (text && !TrimBlanks(*text).empty()) Sample(path, "\"" + Short(*text) + "\"");
  }

  std::map<std::string, Place> places_;
  std::vector<std::string> order_;
};

// One record per line, its cells by position.
template <typename Cells>
std::string Record(std::size_t number, const Cells& cells) {
  std::string line = fmt::format("  {:>4}", number);
  std::size_t place = 0;
  for (const auto& cell : cells) {
    if (++place > kMostCells) break;
    line += fmt::format(" | {}", Short(cell, 40));
  }
  if (std::size(cells) > kMostCells) line += fmt::format(" | ... {} cells", std::size(cells));
  return line + "\n";
}

std::string Records(const Grid& grid) {
  std::string text;
  std::size_t number = 0;
  for (const auto& cells : grid) {
    ++number;
    const bool is_end = number + 2 > grid.size();
    if (number == kMostRecords + 1 && !is_end) text += "   ...\n";
    if (number <= kMostRecords || is_end) text += Record(number, cells);
  }
  return text;
}

std::string OfPage(const std::string& document) {
  const HtmlPage page(document);
  const auto tables = TablesOf(page);
  std::string text = fmt::format("text       {}\n", Short(TextWithin(page.root()), kLongestText));
  std::size_t place = 0;
  for (const auto& table : tables) {
    if (++place > kMostTables) break;
    text += fmt::format("table {}", place);
    if (const auto id = table.node.Attribute("id")) text += fmt::format("  #{}", *id);
    if (const auto name = table.node.Attribute("class")) text += fmt::format("  class \"{}\"", *name);
    if (!TrimBlanks(table.heading).empty())
      text += fmt::format("  below \"{}\"", Short(table.heading, kLongestText));
    text += '\n';
    text += Records(TableGrid(table));
  }
  if (tables.empty()) text += "no table; rows = \"**/div[@class=..]\" reads a page as a tree\n";
  return text;
}

template <typename AnyWorkbook>
Result<std::string> OfWorkbook(const AnyWorkbook& workbook) {
  std::string text;
  const auto names = workbook.SheetNames();
  for (std::size_t i = 0; i < std::min(names.size(), kMostTables); ++i) {
    ASSIGN_OR_RETURN(const auto grid, workbook.ReadSheet(i));
    std::size_t columns = 0;
    for (const auto& cells : grid) columns = std::max(columns, cells.size());
    text += fmt::format("sheet {}  \"{}\"  {} rows, {} columns\n", i + 1, names[i], grid.size(), columns);
    text += Records(grid);
  }
  return text;
}

std::string OfCsv(const std::string& document) {
  char separator = ',';
  const auto begin = std::string_view(document).substr(0, 20'000);
  for (const char other : {';', '\t', '|'}) {
    if (std::ranges::count(begin, other) > std::ranges::count(begin, separator)) separator = other;
  }
  return fmt::format("separator  \"{}\"\n", separator == '\t' ? "\\t" : std::string(1, separator)) +
         Records(CsvGrid(document, separator, SIZE_MAX));
}

std::string OfText(std::string_view document) {
  Grid grid;
  while (!document.empty()) {
    const auto line = document.substr(0, document.find('\n'));
    document.remove_prefix(std::min(line.size() + 1, document.size()));
    if (TrimBlanks(line).empty()) continue;
    const auto cells = TextCells(line);
    grid.emplace_back(cells.begin(), cells.end());
  }
  return Records(grid);
}

struct Looker {
  template <typename Node>
  Result<std::string> Tree(const Node& root) const {
    Outline<Node> outline;
    outline.Add(root, "", 0);
    return outline.Text();
  }
  Result<std::string> Page(const std::string& document) const { return OfPage(document); }
  template <typename AnyWorkbook>
  Result<std::string> Book(const AnyWorkbook& workbook) const {
    return OfWorkbook(workbook);
  }
  Result<std::string> Csv(const std::string& document) const { return OfCsv(document); }
  Result<std::string> Lines(const std::string& document) const { return OfText(document); }
};

}  // namespace

Result<std::string> Look(const std::string& bytes) {
  const auto format = RecognizeFormat(bytes);
  BodySpec body;
  body.format = format.format;
  body.unzip = format.unzip;
  std::string member;
  ASSIGN_OR_RETURN(const auto document, Unpack(body, bytes, &member));
  ASSIGN_OR_RETURN(const auto seen, ReadDocument(format.format, document, Looker()));
  auto text = fmt::format("format     {}, {} bytes\n", kFormatNames[static_cast<std::size_t>(format.format)],
                          bytes.size());
  if (!format.unzip.empty()) text += fmt::format("unzip      {}\n", member);
  return text + seen;
}

}  // namespace fxlake::sources
