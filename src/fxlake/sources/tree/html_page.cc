// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/tree/html_page.h"

#include <lexbor/dom/interfaces/attr.h>
#include <lexbor/dom/interfaces/element.h>
#include <lexbor/dom/interfaces/text.h>
#include <lexbor/html/interfaces/document.h>
#include <lexbor/tag/const.h>

#include <new>

#include "fxlake/sources/language/label.h"

namespace fxlake::sources {
namespace {

std::string_view View(const lxb_char_t* bytes, std::size_t size) {
  return bytes == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(bytes), size);
}

bool IsThere(const lxb_dom_node& node) {
  if (node.type == LXB_DOM_NODE_TYPE_TEXT || node.type == LXB_DOM_NODE_TYPE_CDATA_SECTION) return true;
  return node.type == LXB_DOM_NODE_TYPE_ELEMENT && node.local_name != LXB_TAG_SCRIPT &&
         node.local_name != LXB_TAG_STYLE && node.local_name != LXB_TAG_TEMPLATE;
}

HtmlNode FirstThere(lxb_dom_node* node) {
  while (node != nullptr && !IsThere(*node)) node = node->next;
  return HtmlNode(node);
}

std::string_view NameOf(lxb_dom_attr_t* attribute) {
  std::size_t size = 0;
  const auto* name = lxb_dom_attr_local_name(attribute, &size);
  return View(name, size);
}

std::string_view ValueOf(lxb_dom_attr_t* attribute) {
  std::size_t size = 0;
  const auto* value = lxb_dom_attr_value(attribute, &size);
  return View(value, size);
}

lxb_dom_attr_t* FirstAttribute(lxb_dom_node* node) {
  return node == nullptr || node->type != LXB_DOM_NODE_TYPE_ELEMENT
             ? nullptr
             : lxb_dom_interface_element(node)->first_attr;
}

bool PartsText(std::string_view name) {
  return name == "td" || name == "th" || name == "tr" || name == "br" || name == "p" || name == "div" ||
         name == "li";
}

}  // namespace

bool HtmlNode::is_element() const { return node_ != nullptr && node_->type == LXB_DOM_NODE_TYPE_ELEMENT; }

std::string_view HtmlNode::name() const {
  if (!is_element()) return {};
  std::size_t size = 0;
  const auto* name = lxb_dom_element_local_name(lxb_dom_interface_element(node_), &size);
  return View(name, size);
}

std::string_view HtmlNode::text() const {
  if (node_ == nullptr ||
      (node_->type != LXB_DOM_NODE_TYPE_TEXT && node_->type != LXB_DOM_NODE_TYPE_CDATA_SECTION))
    return {};
  const auto& data = lxb_dom_interface_character_data(node_)->data;
  return View(data.data, data.length);
}

HtmlNode HtmlNode::first_child() const {
  return node_ == nullptr ? HtmlNode() : FirstThere(node_->first_child);
}
HtmlNode HtmlNode::next_sibling() const { return node_ == nullptr ? HtmlNode() : FirstThere(node_->next); }
HtmlNode HtmlNode::parent() const { return node_ == nullptr ? HtmlNode() : HtmlNode(node_->parent); }

HtmlNode HtmlNode::Child(std::string_view name) const {
  for (auto child = first_child(); child; child = child.next_sibling()) {
    if (child.name() == name) return child;
  }
  return {};
}

std::optional<std::string_view> HtmlNode::Attribute(std::string_view name) const {
  for (auto* attribute = FirstAttribute(node_); attribute != nullptr; attribute = attribute->next) {
    if (NameOf(attribute) == name) return ValueOf(attribute);
  }
  return std::nullopt;
}

std::vector<std::pair<std::string_view, std::string_view>> HtmlNode::Attributes() const {
  std::vector<std::pair<std::string_view, std::string_view>> attributes;
  for (auto* attribute = FirstAttribute(node_); attribute != nullptr; attribute = attribute->next) {
    attributes.emplace_back(NameOf(attribute), ValueOf(attribute));
  }
  return attributes;
}

HtmlPage::HtmlPage(std::string_view page) : document_(lxb_html_document_create()) {
  // No markup is an error; only memory allocation can fail.
  if (!document_) throw std::bad_alloc();
  const auto* bytes = reinterpret_cast<const lxb_char_t*>(page.data());
  if (lxb_html_document_parse(document_.get(), bytes, page.size()) != LXB_STATUS_OK) throw std::bad_alloc();
}

HtmlNode HtmlPage::root() const { return HtmlNode(lxb_dom_interface_node(document_.get())); }

void HtmlPage::Destroy::operator()(lxb_html_document* document) const { lxb_html_document_destroy(document); }

void HtmlWalk::Next() {
  if (const auto child = node_.first_child()) {
    node_ = child;
    ++depth_;
    return;
  }
  while (depth_ > 0) {
    if (const auto sibling = node_.next_sibling()) {
      node_ = sibling;
      return;
    }
    node_ = node_.parent();
    --depth_;
  }
  node_ = {};
}

std::string TextWithin(HtmlNode node) {
  std::string text;
  for (HtmlWalk walk(node); walk.node(); walk.Next()) {
    if (walk.depth() > 0 && PartsText(walk.node().name())) text += ' ';
    text += walk.node().text();
  }
  return SqueezeBlanks(text);
}

}  // namespace fxlake::sources
