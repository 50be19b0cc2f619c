// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/walk_tree.h"

#include <fmt/format.h>

#include <cstring>

namespace fxlake::sources {
namespace {

pugi::xml_node ChildNamed(const pugi::xml_node& node, std::string_view name) {
  for (const auto& child : node.children()) {
    if (child.type() == pugi::node_element && LocalName(child.name()) == name) return child;
  }
  return {};
}

std::optional<std::string_view> Text(pugi::xml_node node, const std::vector<std::string>& steps) {
  for (const auto& step : steps) {
    if (step.starts_with('@')) {
      for (const auto& attribute : node.attributes()) {
        if (LocalName(attribute.name()) == std::string_view(step).substr(1)) return attribute.value();
      }
      return std::nullopt;
    }
    node = ChildNamed(node, step);
    if (!node) return std::nullopt;
  }
  return node.text().get();
}

class Walker {
 public:
  Walker(RowProgram& program, const OnRow& on_row) : program_(program), on_row_(on_row) {}

  void Walk(const pugi::xml_node& node, std::size_t depth) {
    const auto& level = program_.levels[depth];
    for (const auto& look_up : level.look_ups) program_.cells[look_up.cell] = Text(node, look_up.steps);
    if (!level.next) return on_row_(program_.cells);
    for (const auto& child : node.children()) {
      if (child.type() != pugi::node_element) continue;
      if (level.next->kind == RowStep::Kind::name && LocalName(child.name()) != level.next->name) continue;
      for (const auto cell : level.captured_cells) program_.cells[cell] = LocalName(child.name());
      Walk(child, depth + 1);
    }
  }

 private:
  RowProgram& program_;
  const OnRow& on_row_;
};

}  // namespace

std::string_view LocalName(const char* name) {
  const char* colon = std::strchr(name, ':');
  return colon == nullptr ? name : colon + 1;
}

Result<void> WalkTree(const pugi::xml_document& document, RowProgram& program, const OnRow& on_row) {
  const auto& first = program.levels.front().next;
  const auto root = LocalName(document.document_element().name());
  if (first && first->kind == RowStep::Kind::name && root != first->name) {
    return InvalidInput(fmt::format("the document's root is <{}> where <{}> is expected", root, first->name));
  }
  Walker(program, on_row).Walk(document, 0);
  return {};
}

}  // namespace fxlake::sources
