// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/tree/unwrap.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "fxlake/sources/tree/html_tree_node.h"
#include "fxlake/sources/tree/json_node.h"
#include "fxlake/sources/tree/xml_node.h"

namespace fxlake::sources {
namespace {

template <typename Node>
Result<std::string> TextAt(const Node& root, const FieldPath& path) {
  RowProgram program;
  program.levels.resize(1);
  program.levels.front().look_ups.push_back(
      {.cell = 0, .steps = path.names, .optional = false, .path = path.steps, .from = 0});
  program.cells.resize(1);
  std::optional<std::string> text;
  const OnRow on_row = [&](const Cells& cells) {
    if (cells.front()) text = std::string(*cells.front());
  };
  TreeWalker<Node>(program, on_row).Walk(root);
  if (!text) return InvalidInput(fmt::format("no text found at {}", fmt::join(path.names, "/")));
  return *text;
}

Result<std::string> UnwrapMarkup(const std::string& document, const FieldPath& path) {
  pugi::xml_document tree;
  const auto parsed =
      tree.load_buffer(document.data(), document.size(), pugi::parse_default, pugi::encoding_utf8);
  if (parsed) return TextAt(XmlNode(tree), path);
  if (document.starts_with("<?xml"))
    return InvalidInput(
        fmt::format("not a complete XML document: {} at byte {}", parsed.description(), parsed.offset));
  const HtmlPage page(document);
  return TextAt(HtmlTreeNode<false>(page.root()), path);
}

}  // namespace

Result<std::string> Unwrap(const std::string& document, const FieldPath& path) {
  const auto first = document.find_first_not_of(" \t\r\n");
  if (first != std::string::npos && document[first] == '<') return UnwrapMarkup(document, path);
  ASSIGN_OR_RETURN(const auto json, Json::Parse(document));
  return TextAt(JsonNode(json), path);
}

}  // namespace fxlake::sources
