// SPDX-License-Identifier: Apache-2.0
#include "fxlake/jsonata/variable_uses.h"

#include <set>

namespace fxlake::jsonata {
namespace {

class Walker {
 public:
  explicit Walker(const std::function<void(const Expression::VariableUse&)>& action) : action_(action) {}

  void Collect(const Node& node) {
    if (node.kind == NodeKind::bind) bound_.insert(node.parts[0]->text);
    for (const auto& name : node.names) bound_.insert(name);
    for (const auto& name : {node.focus, node.index}) {
      if (!name.empty()) bound_.insert(name);
    }
    for (const auto* stages : {&node.predicates, &node.stages}) {
      for (const auto& stage : *stages) {
        if (stage.predicate) Collect(*stage.predicate);
        if (!stage.index.empty()) bound_.insert(stage.index);
      }
    }
    for (const auto& part : node.parts) Collect(*part);
    if (node.group) {
      for (const auto& part : *node.group) Collect(*part);
    }
  }

  void Walk(const Node& node, bool top_level, bool called = false, std::string_view member = "") {
    if (node.kind == NodeKind::variable) {
      action_({.name = node.text,
               .member = member,
               .is_called = called,
               .is_bound = bound_.contains(node.text),
               .is_function = node.native != nullptr,
               .is_top_level = top_level,
               .position = node.position});
    }
    const bool changes_context =
        node.kind == NodeKind::lambda || node.kind == NodeKind::transform || node.kind == NodeKind::sort;
    const bool calls = node.kind == NodeKind::call || node.kind == NodeKind::partial;
    for (std::size_t i = node.kind == NodeKind::bind ? 1 : 0; i < node.parts.size(); ++i) {
      const bool step = node.kind == NodeKind::path && i > 0;
      const bool leads = node.kind == NodeKind::path && i == 0 && node.parts.size() > 1 &&
                         node.parts[1]->kind == NodeKind::name;
      Walk(*node.parts[i], top_level && !changes_context && !step, calls && i == 0,
           leads ? std::string_view(node.parts[1]->text) : std::string_view());
    }
    for (const auto* stages : {&node.predicates, &node.stages}) {
      for (const auto& stage : *stages) {
        if (stage.predicate) Walk(*stage.predicate, false);
      }
    }
    if (node.group) {
      for (const auto& part : *node.group) Walk(*part, false);
    }
  }

 private:
  const std::function<void(const Expression::VariableUse&)>& action_;
  std::set<std::string, std::less<>> bound_;
};

}  // namespace

void ForEachVariableUse(const Node& root, const std::function<void(const Expression::VariableUse&)>& action) {
  Walker walker(action);
  walker.Collect(root);
  walker.Walk(root, true);
}

}  // namespace fxlake::jsonata
