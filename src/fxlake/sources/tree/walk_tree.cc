// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/tree/walk_tree.h"

#include <fmt/format.h>

#include <cstring>

#include "fxlake/sources/tree/xml_node.h"

namespace fxlake::sources {

std::string_view LocalName(const char* name) {
  const char* colon = std::strchr(name, ':');
  return colon == nullptr ? name : colon + 1;
}

Result<void> WalkTree(const pugi::xml_document& document, RowProgram& program, const OnRow& on_row) {
  const auto& first = program.levels.front().next;
  const auto root = LocalName(document.document_element().name());
  if (first && first->kind == RowStep::Kind::name && root != first->name) {
    return InvalidInput(
        fmt::format("the root of the document is <{}>, but <{}> is expected", root, first->name));
  }
  TreeWalker<XmlNode>(program, on_row).Walk(XmlNode(document));
  return {};
}

}  // namespace fxlake::sources
