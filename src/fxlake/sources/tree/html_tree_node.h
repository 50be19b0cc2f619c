// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/sources/tree/html_page.h"
#include "fxlake/sources/tree/tree_walker.h"

namespace fxlake::sources {

// The name without its namespace prefix.
inline std::string_view WithoutPrefix(std::string_view name) { return name.substr(name.find(':') + 1); }

// An element or attribute of a page as a tree node. Its text is all text within the element or, without
// WholeText, the element's first text.
template <bool WholeText>
class HtmlTreeNode {
 public:
  explicit HtmlTreeNode(HtmlNode node) : node_(node) {}
  explicit HtmlTreeNode(std::string_view attribute) : attribute_(attribute) {}

  bool is_list() const { return false; }

  template <typename Take>
  void EachChild(const Take& take) const {
    for (auto child = node_.first_child(); child; child = child.next_sibling()) {
      if (child.is_element() && !take(WithoutPrefix(child.name()), HtmlTreeNode(child))) return;
    }
  }

  template <typename Take>
  void EachAttribute(const Take& take) const {
    for (const auto& [name, value] : node_.Attributes()) {
      if (!take(WithoutPrefix(name), HtmlTreeNode(value))) return;
    }
  }

  template <typename Take>
  void Named(const PathStep& step, const Take& take) const {
    EachChild([&](std::string_view name, const HtmlTreeNode& child) {
      return name != step.name || take(name, child);
    });
  }

  std::optional<HtmlTreeNode> Attribute(std::string_view name) const {
    const auto value = node_.Attribute(name);
    return value ? std::optional(HtmlTreeNode(*value)) : std::nullopt;
  }

  std::optional<std::string_view> Text(Texts& made) const {
    if (attribute_) return attribute_;
    if constexpr (WholeText) return made.emplace_back(TextWithin(node_));
    for (auto child = node_.first_child(); child; child = child.next_sibling()) {
      if (!child.is_element()) return child.text();
    }
    return "";
  }

 private:
  HtmlNode node_;
  std::optional<std::string_view> attribute_;
};

}  // namespace fxlake::sources
