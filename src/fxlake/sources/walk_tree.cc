// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/walk_tree.h"

#include <fmt/format.h>

#include <cstring>

#include "fxlake/sources/xml_node.h"

namespace fxlake::sources {

std::string_view LocalName(const char* name) {
  const char* colon = std::strchr(name, ':');
  return colon == nullptr ? name : colon + 1;
}

Result<void> WalkTree(const pugi::xml_document& document, bool is_page, RowProgram& program, const OnRow& on_row) {
  const auto& first = program.levels.front().next;
  const auto root = LocalName(document.document_element().name());
  if (first && first->kind == RowStep::Kind::name && root != first->name) {
    return InvalidInput(fmt::format("the document's root is <{}> where <{}> is expected", root, first->name));
  }
  if (is_page) {
    TreeWalker<XmlNode<true>>(program, on_row).Walk(XmlNode<true>(document));
  } else {
    TreeWalker<XmlNode<false>>(program, on_row).Walk(XmlNode<false>(document));
  }
  return {};
}

}  // namespace fxlake::sources
