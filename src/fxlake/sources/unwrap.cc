// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/unwrap.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <pugixml.hpp>

#include "fxlake/base/json.h"
#include "fxlake/sources/walk_tree.h"

namespace fxlake::sources {
namespace {

Error NotThere(const std::vector<std::string>& path) { return InvalidInput(fmt::format("there is no text at {}", fmt::join(path, "/"))); }

Result<std::string> UnwrapXml(const std::string& document, const std::vector<std::string>& path) {
  pugi::xml_document xml;
  const auto parsed = xml.load_buffer(document.data(), document.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed) return InvalidInput(fmt::format("not a whole XML document: {} at byte {}", parsed.description(), parsed.offset));
  pugi::xml_node node = xml;
  for (const auto& step : path) {
    node =
        node.find_child([&](const pugi::xml_node& child) { return child.type() == pugi::node_element && LocalName(child.name()) == step; });
    if (!node) return NotThere(path);
  }
  return std::string(node.text().get());
}

Result<std::string> UnwrapJson(const std::string& document, const std::vector<std::string>& path) {
  ASSIGN_OR_RETURN(const auto json, Json::Parse(document));
  const auto* node = &json;
  for (const auto& step : path) {
    node = node->Find(step);
    if (node == nullptr) return NotThere(path);
  }
  if (!node->is_string()) return NotThere(path);
  return node->string();
}

}  // namespace

Result<std::string> Unwrap(const std::string& document, const std::vector<std::string>& path) {
  const auto first = document.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first != std::string::npos && document[first] == '<' ? UnwrapXml(document, path) : UnwrapJson(document, path);
}

}  // namespace fxlake::sources
