// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstring>
#include <pugixml.hpp>

#include "fxlake/sources/tree/tree_walker.h"
#include "fxlake/sources/tree/walk_tree.h"

namespace fxlake::sources {

// An element or attribute of an XML document. When an element has several texts, the first is used.
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
      if (child.type() == pugi::node_element && HasName(child.name(), step.name) &&
          !take(step.name, XmlNode(child)))
        return;
    }
  }

  std::optional<XmlNode> Attribute(std::string_view name) const {
    for (auto attribute = node_.first_attribute(); attribute; attribute = attribute.next_attribute()) {
      if (HasName(attribute.name(), name)) return XmlNode(attribute);
    }
    return std::nullopt;
  }

  std::optional<std::string_view> Text(Texts&) const {
    if (attribute_) return attribute_.value();
    return node_.text().get();
  }

 private:
  static bool HasName(const char* name, std::string_view wanted) {
    if (std::strncmp(name, wanted.data(), wanted.size()) == 0 && name[wanted.size()] == '\0') return true;
    return LocalName(name) == wanted;
  }

  pugi::xml_node node_;
  pugi::xml_attribute attribute_;
};

}  // namespace fxlake::sources
