// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/workbook/workbook.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "fxlake/sources/language/label.h"
#include "fxlake/sources/language/spec.h"
#include "fxlake/sources/language/wildcard.h"
#include "fxlake/sources/tree/walk_tree.h"
#include "fxlake/sources/workbook/unzip.h"

namespace fxlake::sources {
namespace {

constexpr std::size_t kMostColumns = 16'384;  // limit of the format

Result<void> LoadMember(const std::string& archive, const std::string& member, pugi::xml_document& into) {
  ASSIGN_OR_RETURN(const auto bytes, Unzip(archive, member, kMaxBodyBytes));
  const auto parsed =
      into.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
  if (!parsed)
    return InvalidInput(fmt::format("not a workbook: {} is not XML: {} at byte {}", member,
                                    parsed.description(), parsed.offset));
  return {};
}

std::vector<pugi::xml_node> ChildrenNamed(const pugi::xml_node& node, std::string_view name) {
  std::vector<pugi::xml_node> children;
  for (const auto& child : node.children()) {
    if (LocalName(child.name()) == name) children.push_back(child);
  }
  return children;
}

pugi::xml_node ChildNamed(const pugi::xml_node& node, std::string_view name) {
  const auto children = ChildrenNamed(node, name);
  return children.empty() ? pugi::xml_node() : children.front();
}

// A string is one text or several runs of one style each; phonetic hints (rPh) are not part of it.
std::string StringOf(const pugi::xml_node& item) {
  std::string text;
  for (const auto& part : item.children()) {
    const auto name = LocalName(part.name());
    if (name == "t") text += part.text().get();
    if (name == "r") text += ChildNamed(part, "t").text().get();
  }
  return text;
}

// B7 is column 1.
std::optional<std::size_t> ColumnOf(std::string_view reference) {
  std::size_t column = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
    if (column > kMostColumns) return std::nullopt;
  }
  return column == 0 ? std::nullopt : std::optional(column - 1);
}

std::string MemberOf(std::string_view target) {
  return target.starts_with('/') ? std::string(target.substr(1)) : "xl/" + std::string(target);
}

}  // namespace

Result<Workbook> Workbook::Open(const std::string& archive) {
  Workbook workbook(archive);
  pugi::xml_document index, relations;
  RETURN_IF_ERROR(LoadMember(archive, "xl/workbook.xml", index));
  RETURN_IF_ERROR(LoadMember(archive, "xl/_rels/workbook.xml.rels", relations));
  std::map<std::string, std::string> targets;
  for (const auto& relation : ChildrenNamed(relations.document_element(), "Relationship")) {
    targets[relation.attribute("Id").value()] = relation.attribute("Target").value();
    if (!std::string_view(relation.attribute("Type").value()).ends_with("/sharedStrings")) continue;
    pugi::xml_document strings;
    RETURN_IF_ERROR(LoadMember(archive, MemberOf(relation.attribute("Target").value()), strings));
    for (const auto& item : ChildrenNamed(strings.document_element(), "si"))
      workbook.shared_strings_.push_back(StringOf(item));
  }
  for (const auto& sheet : ChildrenNamed(ChildNamed(index.document_element(), "sheets"), "sheet")) {
    for (const auto& attribute : sheet.attributes()) {
      if (LocalName(attribute.name()) != "id") continue;
      if (const auto target = targets.find(attribute.value()); target != targets.end()) {
        workbook.sheets_.push_back({sheet.attribute("name").value(), MemberOf(target->second)});
      }
    }
  }
  return workbook;
}

std::string Workbook::TextOf(const pugi::xml_node& cell) const {
  const std::string_view type = cell.attribute("t").value();
  if (type == "inlineStr") return StringOf(ChildNamed(cell, "is"));
  if (type == "e") return "";
  const auto value = ChildNamed(cell, "v").text();
  if (type != "s") return value.get();
  const auto index = value.as_ullong(shared_strings_.size());
  return index < shared_strings_.size() ? shared_strings_[index] : "";
}

std::vector<std::string> Workbook::SheetNames() const {
  std::vector<std::string> names;
  for (const auto& sheet : sheets_) names.push_back(sheet.name);
  return names;
}

Result<std::vector<std::size_t>> ChooseSheets(const std::vector<std::string>& names,
                                              const std::string& table) {
  std::vector<std::size_t> selected;
  const auto wanted = NormalLabel(table);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!wanted.empty() && FitsWildcard(NormalLabel(names[i]), wanted)) selected.push_back(i);
  }
  for (std::size_t i = 0; i < names.size() && selected.empty(); ++i) {
    if (std::to_string(i + 1) == (table.empty() ? "1" : table)) selected.push_back(i);
  }
  if (selected.empty())
    return InvalidInput(
        fmt::format("the workbook has no sheet \"{}\"; its sheets are {}", table, fmt::join(names, ", ")));
  return selected;
}

Result<Grid> Workbook::ReadSheet(std::size_t index, std::vector<std::size_t>* numbers) const {
  pugi::xml_document document;
  RETURN_IF_ERROR(LoadMember(archive_, sheets_[index].member, document));
  Grid rows;
  std::size_t number = 0;
  for (const auto& row : ChildrenNamed(ChildNamed(document.document_element(), "sheetData"), "row")) {
    number = row.attribute("r").as_ullong(number + 1);
    std::vector<std::string> cells;
    for (const auto& cell : ChildrenNamed(row, "c")) {
      // A cell without reference follows the previous one.
      const auto* reference = cell.attribute("r").value();
      const auto column = *reference == '\0' ? std::optional(cells.size()) : ColumnOf(reference);
      if (!column) return InvalidInput(fmt::format("not a workbook: the cell {} does not exist", reference));
      if (cells.size() <= *column) cells.resize(*column + 1);
      cells[*column] = TextOf(cell);
    }
    if (std::ranges::all_of(cells, [](const auto& cell) { return TrimBlanks(cell).empty(); })) continue;
    rows.push_back(std::move(cells));
    if (numbers != nullptr) numbers->push_back(number);
  }
  return rows;
}

}  // namespace fxlake::sources
