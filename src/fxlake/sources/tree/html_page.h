// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// NOLINTBEGIN(readability-identifier-naming): of lexbor
struct lxb_dom_node;
struct lxb_html_document;
// NOLINTEND(readability-identifier-naming)

namespace fxlake::sources {

// An element or text of a page, or none; a small value that is valid as long as its page. Scripts, styles,
// templates and comments are excluded.
class HtmlNode {
 public:
  HtmlNode() = default;
  explicit HtmlNode(lxb_dom_node* node) : node_(node) {}

  explicit operator bool() const { return node_ != nullptr; }
  bool operator==(const HtmlNode&) const = default;

  bool is_element() const;
  std::string_view name() const;  // of an element, in lower case; "" for a text
  std::string_view text() const;  // of a text, with character references resolved; "" for an element

  HtmlNode first_child() const;
  HtmlNode next_sibling() const;
  HtmlNode parent() const;
  // The first child with that name.
  HtmlNode Child(std::string_view name) const;

  std::optional<std::string_view> Attribute(std::string_view name) const;
  std::vector<std::pair<std::string_view, std::string_view>> Attributes() const;

 private:
  lxb_dom_node* node_ = nullptr;
};

// A page as the tree that the HTML standard defines, even for malformed markup.
class HtmlPage {
 public:
  explicit HtmlPage(std::string_view page);
  // The node above <html>.
  HtmlNode root() const;

 private:
  struct Destroy {
    void operator()(lxb_html_document* document) const;
  };
  std::unique_ptr<lxb_html_document, Destroy> document_;
};

// All text within a node: whitespace squeezed, with a space between cells and lines.
std::string TextWithin(HtmlNode node);

// Traverses a tree in document order without recursion, because pages may be nested deeper than the call
// stack allows.
//   for (HtmlWalk walk(root); walk.node(); walk.Next()) ...    the root itself first, at depth 0
class HtmlWalk {
 public:
  explicit HtmlWalk(HtmlNode root) : node_(root) {}
  HtmlNode node() const { return node_; }
  int depth() const { return depth_; }
  void Next();

 private:
  HtmlNode node_;
  int depth_ = 0;
};

}  // namespace fxlake::sources
