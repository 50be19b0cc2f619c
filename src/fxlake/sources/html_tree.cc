// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/html_tree.h"

#include <gumbo.h>

#include <memory>
#include <vector>

#include "fxlake/sources/label.h"

namespace fxlake::sources {
namespace {

struct DestroyOutput {
  void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};

bool IsElement(const GumboNode& node) {
  return node.type == GUMBO_NODE_ELEMENT && node.v.element.tag != GUMBO_TAG_SCRIPT && node.v.element.tag != GUMBO_TAG_STYLE;
}

bool IsText(const GumboNode& node) {
  return node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA || node.type == GUMBO_NODE_WHITESPACE;
}

std::string NameOf(const GumboElement& element) {
  const std::string known = gumbo_normalized_tagname(element.tag);
  if (!known.empty()) return known;
  auto tag = element.original_tag;
  gumbo_tag_from_original_text(&tag);
  return {tag.data, tag.length};
}

// Pages may nest deeper than the stack is, so the way is kept in a vector.
void Copy(const GumboNode& root, pugi::xml_node into) {
  std::vector<std::pair<const GumboNode*, pugi::xml_node>> open = {{&root, into.append_child(pugi::node_element)}};
  while (!open.empty()) {
    auto [node, copy] = open.back();
    open.pop_back();
    const auto& element = node->v.element;
    copy.set_name(NameOf(element).c_str());
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
      copy.append_attribute(attribute->name).set_value(attribute->value);
    }
    for (unsigned i = 0; i < element.children.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(element.children.data[i]);
      if (IsElement(*child)) open.emplace_back(child, copy.append_child(pugi::node_element));
      if (IsText(*child)) copy.append_child(pugi::node_pcdata).set_value(child->v.text.text);
    }
  }
}

class TextGatherer : public pugi::xml_tree_walker {
 public:
  bool for_each(pugi::xml_node& node) override {
    const std::string_view name = node.name();
    if (name == "td" || name == "th" || name == "tr" || name == "br" || name == "p" || name == "div" || name == "li") text += ' ';
    if (node.type() == pugi::node_pcdata) text += node.value();
    return true;
  }
  std::string text;
};

}  // namespace

void ParseHtml(std::string_view page, pugi::xml_document& tree) {
  const std::unique_ptr<GumboOutput, DestroyOutput> output(gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size()));
  Copy(*output->root, tree);
}

std::string TextWithin(const pugi::xml_node& node) {
  TextGatherer gatherer;
  pugi::xml_node(node).traverse(gatherer);
  return SqueezeBlanks(gatherer.text);
}

}  // namespace fxlake::sources
