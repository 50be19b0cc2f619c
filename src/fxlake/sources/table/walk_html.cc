// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "fxlake/sources/language/label.h"
#include "fxlake/sources/table/html_table.h"
#include "fxlake/sources/table/table_walk.h"
#include "fxlake/sources/tree/html_tree_node.h"

namespace fxlake::sources {
namespace {

bool HasWord(std::string_view words, std::string_view word) {
  for (std::size_t at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
    const auto end = at + word.size();
    if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) return true;
  }
  return false;
}

// `wanted` is a table's position from 1, #id, .class, or a text in its caption or between it and the
// preceding table.
bool IsWanted(const std::string& wanted, const HtmlTable& table, std::size_t place) {
  if (wanted == "*") return true;
  if (wanted.starts_with('#'))
    return table.node.Attribute("id").value_or("") == std::string_view(wanted).substr(1);
  if (wanted.starts_with('.'))
    return HasWord(table.node.Attribute("class").value_or(""), std::string_view(wanted).substr(1));
  if (wanted.find_first_not_of("0123456789") == std::string::npos) return std::to_string(place) == wanted;
  return NormalLabel(table.heading).contains(NormalLabel(wanted));
}

Result<void> WalkTable(const HtmlTable& table, std::size_t place, TableWalk& walk) {
  walk.BeginTable(SqueezeBlanks(table.heading), std::to_string(place));
  for (std::string_view rest = table.heading; !rest.empty();) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    walk.TakeHeading(SqueezeBlanks(line));
  }
  std::size_t number = 0;
  RETURN_IF_ERROR(EachRow(
      table.node, [&](std::span<const std::string_view> cells) { return walk.Take(cells, ++number); }));
  return walk.EndTable();
}

Result<void> WalkPage(const HtmlPage& page, RowProgram& program, const OnRow& on_row) {
  const auto& first = program.levels.front().next;
  if (first && first->kind == RowStep::Kind::name && first->name != "html") {
    return InvalidInput(fmt::format("the root of the document is <html>, but <{}> is expected", first->name));
  }
  TreeWalker<HtmlTreeNode<true>>(program, on_row).Walk(HtmlTreeNode<true>(page.root()));
  return {};
}

bool WantsWholeText(const RowProgram& program) {
  return std::ranges::any_of(program.levels.front().look_ups,
                             [](const auto& look_up) { return look_up.steps.empty(); });
}

// Texts that a table's rows take from elsewhere in the page: /html/body/h1, /**/input[@id=day]/@value.
void LookUpInPage(const HtmlPage& page, RowProgram& program) {
  for (const auto& look_up : program.levels.front().look_ups) {
    if (look_up.steps.empty() || look_up.steps.front() == "@table") continue;
    RowProgram one;
    one.levels.resize(1);
    one.levels.front().look_ups.push_back(
        {.cell = 0, .steps = look_up.steps, .optional = true, .path = look_up.path, .from = 0});
    one.cells.resize(1);
    const OnRow keep = [&](const Cells& cells) {
      program.cells[look_up.cell].reset();
      if (cells.front()) program.cells[look_up.cell] = program.kept_texts.emplace_back(*cells.front());
    };
    static_cast<void>(WalkPage(page, one, keep));
  }
}

}  // namespace

Result<void> WalkHtml(const BodySpec& spec, std::string_view body, RowProgram& program, const OnRow& on_row) {
  const HtmlPage page(body);
  const bool is_tree = spec.rows.empty() || spec.rows.front().kind == RowStep::Kind::name ||
                       spec.rows.front().kind == RowStep::Kind::deep;
  if (is_tree) return WalkPage(page, program, on_row);
  ASSIGN_OR_RETURN(auto walk, TableWalk::Make(spec, program, on_row));
  walk.SetText(WantsWholeText(program) ? TextWithin(page.root()) : std::string());
  LookUpInPage(page, program);
  const auto tables = TablesOf(page);
  if (tables.empty()) return InvalidInput("the page has no table");
  bool met = false;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (!spec.table.empty() && !IsWanted(spec.table, tables[i], i + 1)) continue;
    RETURN_IF_ERROR(WalkTable(tables[i], i + 1, walk));
    met = true;
    // A heading selects the first table; a header or class selects every matching one.
    const bool by_heading = !spec.table.empty() && spec.table != "*" && !spec.table.starts_with('.');
    if (spec.header.empty() && (spec.table.empty() || by_heading)) break;
  }
  if (!met)
    return InvalidInput(fmt::format("the page has no table \"{}\"; it has {}", spec.table, tables.size()));
  return walk.Finish();
}

}  // namespace fxlake::sources
