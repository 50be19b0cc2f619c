// SPDX-License-Identifier: Apache-2.0
#include "fxlake/jsonata/ancestry.h"

namespace fxlake::jsonata {

void PushAncestry(Node& node, const Node& value) {
  node.seeking.insert(node.seeking.end(), value.seeking.begin(), value.seeking.end());
  if (value.kind == NodeKind::parent) node.seeking.push_back(value.slot);
}

bool SeekParent(Node& node, ParentSlot& slot, const std::shared_ptr<ParentSlot>& shared) {
  switch (node.kind) {
    case NodeKind::name:
    case NodeKind::wildcard:
      if (--slot.level == 0) {
        // Two that stand for the same share one label.
        if (node.ancestor) {
          slot.label = node.ancestor->label;
        } else {
          node.ancestor = shared;
        }
        node.tuple = true;
      }
      return true;
    case NodeKind::parent: ++slot.level; return true;
    case NodeKind::block:
      if (node.parts.empty()) return true;
      if (!SeekParent(*node.parts.back(), slot, shared)) return false;
      node.tuple = true;
      return true;
    case NodeKind::path: {
      node.tuple = true;
      auto index = node.parts.size();
      do {
        if (!SeekParent(*node.parts[--index], slot, shared)) return false;
      } while (slot.level > 0 && index > 0);
      return true;
    }
    default: return false;
  }
}

bool ResolveAncestry(Node& path) {
  auto& last = *path.parts.back();
  auto slots = last.seeking;
  if (last.kind == NodeKind::parent) slots.push_back(last.slot);
  for (const auto& slot : slots) {
    auto index = path.parts.size() - 1;
    while (slot->level > 0) {
      if (index == 0) {
        path.seeking.push_back(slot);
        break;
      }
      auto* step = path.parts[--index].get();
      // Steps that bind what they find and go on from the same place count as one.
      while (index > 0 && !step->focus.empty() && !path.parts[index - 1]->focus.empty())
        step = path.parts[--index].get();
      if (!SeekParent(*step, *slot, slot)) return false;
    }
  }
  return true;
}

}  // namespace fxlake::jsonata
