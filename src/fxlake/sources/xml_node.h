// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pugixml.hpp>

#include "fxlake/sources/html_tree.h"
#include "fxlake/sources/tree_walker.h"
#include "fxlake/sources/walk_tree.h"

namespace fxlake::sources {

// An element of an XML document or of a page, or an attribute. Of a page's element the text is all that stands within it.
template <bool of_page>
class XmlNode {
 public:
  explicit XmlNode(pugi::xml_node node) : node_(node) {}
  explicit XmlNode(pugi::xml_attribute attribute) : attribute_(attribute) {}

  bool is_list() const { return false; }

  template <typename Take>
  void EachChild(const Take& take) const {
    for (auto child = node_.first_child(); child; child = child.next_sibling()) {
      if (child.type() == pugi::node_element && !take(LocalName(child.name()), XmlNode(child))) return;
    }
  }

  template <typename Take>
  void EachAttribute(const Take& take) const {
    for (auto attribute = node_.first_attribute(); attribute; attribute = attribute.next_attribute()) {
      if (!take(LocalName(attribute.name()), XmlNode(attribute))) return;
    }
  }

  template <typename Take>
  void Named(const PathStep& step, const Take& take) const {
    for (auto child = node_.first_child(); child; child = child.next_sibling()) {
      if (child.type() == pugi::node_element && LocalName(child.name()) == step.name && !take(step.name, XmlNode(child))) return;
    }
  }

  std::optional<XmlNode> Attribute(std::string_view name) const {
    for (auto attribute = node_.first_attribute(); attribute; attribute = attribute.next_attribute()) {
      if (LocalName(attribute.name()) == name) return XmlNode(attribute);
    }
    return std::nullopt;
  }

  std::optional<std::string_view> Text(Texts& made) const {
    if (attribute_) return attribute_.value();
    if constexpr (of_page) return made.emplace_back(TextWithin(node_));
    return node_.text().get();
  }

 private:
  pugi::xml_node node_;
  pugi::xml_attribute attribute_;
};

}  // namespace fxlake::sources
