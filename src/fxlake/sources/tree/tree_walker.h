// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/sources/language/label.h"
#include "fxlake/sources/row/walkers.h"

namespace fxlake::sources {

// Walks a tree in memory with every kind of step (row_path.h). A Node is a small value with:
//   void EachChild(take) const       take(key, child) in order, until it returns false; keys are names, or
//                                    array indices
//   void EachAttribute(take) const   the same for attributes
//   void Named(step, take) const     the children with the step's name
//   std::optional<Node> Attribute(name) const
//   bool is_list() const             an array, which `[]` iterates over
//   std::optional<std::string_view> Text(Texts& made) const
//                                    texts that must be composed are stored in `made`
using Texts = std::deque<std::string>;

template <typename Node>
class TreeWalker {
 public:
  TreeWalker(RowProgram& program, const OnRow& on_row)
      : program_(program),
        on_row_(on_row),
        nodes_(program.levels.size()),
        made_(program.levels.size()),
        keys_(program.levels.size()) {}

  void Walk(const Node& root) { WalkLevel(root, 0); }

 private:
  using Kind = PathStep::Kind;

  void WalkLevel(const Node& node, std::size_t depth) {
    const auto& level = program_.levels[depth];
    nodes_[depth] = node;
    made_[depth].clear();
    for (const auto& look_up : level.look_ups)
      program_.cells[look_up.cell] = TextAt(*nodes_[look_up.from], look_up.path, 0, made_[depth]);
    if (!level.next) return on_row_(program_.cells);
    const auto visit = [&](std::string_view key, const Node& child) {
      if (level.next->kind == Kind::capture) {
        if (IsLookedUp(level, *level.next, key)) return true;
        keys_[depth] = key;
        for (const auto cell : level.captured_cells) program_.cells[cell] = keys_[depth];
      }
      WalkLevel(child, depth + 1);
      return true;
    };
    Each(node, *level.next, visit);
  }

  // A member that is also a named field is not captured.
  static bool IsLookedUp(const RowProgram::Level& level, const PathStep& capture, std::string_view key) {
    for (const auto& look_up : level.look_ups) {
      if (look_up.path.size() != 1 || !look_up.path.front().conditions.empty()) continue;
      const auto& step = look_up.path.front();
      const auto kind = capture.attributes ? Kind::attribute : Kind::name;
      if (step.kind == kind && step.place == 0 && step.name == key) return true;
      if (step.kind == Kind::each && step.place > 0 && !capture.attributes &&
          key == std::to_string(step.place))
        return true;
    }
    return false;
  }

  std::string_view Captured(const std::string& name) const {
    for (std::size_t i = 0; i < program_.levels.size(); ++i) {
      const auto& next = program_.levels[i].next;
      if (next && next->kind == Kind::capture && next->name == name) return keys_[i];
    }
    return {};
  }

  // Whether every condition holds.
  bool Fits(const Node& node, const PathStep& step) {
    for (const auto& condition : step.conditions) {
      Texts made;
      if (!condition.text && !condition.pattern) {
        if (!Exists(node, condition.path, 0)) return false;
        continue;
      }
      const auto text = TextAt(node, condition.path, 0, made);
      if (!text) return false;
      if (condition.text && TrimBlanks(*text) != *condition.text) return false;
      if (condition.pattern && !condition.pattern->IsIn(*text)) return false;
    }
    return true;
  }

  bool Exists(const Node& node, const std::vector<PathStep>& path, std::size_t at) {
    if (at == path.size()) return true;
    bool exists = false;
    Each(node, path[at], [&](std::string_view, const Node& child) {
      exists = Exists(child, path, at + 1);
      return !exists;
    });
    return exists;
  }

  // The children that a step selects; stops when `take` returns false.
  template <typename Take>
  void Each(const Node& node, const PathStep& step, const Take& take) {
    if (step.kind == Kind::deep) {
      Deep(node, take);
      return;
    }
    if (step.place < 0) {
      std::vector<std::pair<std::string, Node>> fitting;
      EachFitting(node, step, [&](std::string_view key, const Node& child) {
        fitting.emplace_back(key, child);
        return true;
      });
      const auto from_end = static_cast<std::size_t>(-step.place);
      if (from_end <= fitting.size()) {
        const auto& [key, child] = fitting[fitting.size() - from_end];
        take(key, child);
      }
      return;
    }
    int seen = 0;
    EachFitting(node, step, [&](std::string_view key, const Node& child) {
      ++seen;
      if (step.place == 0) return take(key, child);
      if (seen == step.place) take(key, child);
      return seen < step.place;
    });
  }

  template <typename Take>
  void EachFitting(const Node& node, const PathStep& step, const Take& take) {
    const auto when_fitting = [&](std::string_view key, const Node& child) {
      return step.conditions.empty() || Fits(child, step) ? take(key, child) : true;
    };
    if (step.kind == Kind::attribute) {
      if (const auto attribute = node.Attribute(step.name)) when_fitting(step.name, *attribute);
    } else if (step.kind == Kind::name) {
      node.Named(step, when_fitting);
    } else if (step.kind == Kind::items && !node.is_list()) {
      when_fitting("", node);
    } else if (step.attributes) {
      node.EachAttribute(when_fitting);
    } else {
      node.EachChild(when_fitting);
    }
  }

  template <typename Take>
  void Deep(const Node& node, const Take& take) {
    // an explicit stack, because trees may be deeper than the call stack allows
    std::vector<Node> open = {node};
    while (!open.empty()) {
      const auto next = open.back();
      open.pop_back();
      if (!take("", next)) return;
      const auto at = static_cast<std::ptrdiff_t>(open.size());
      next.EachChild([&](std::string_view, const Node& child) {
        open.push_back(child);
        return true;
      });
      std::reverse(open.begin() + at, open.end());
    }
  }

  std::optional<std::string_view> TextAt(const Node& node, const std::vector<PathStep>& path, std::size_t at,
                                         Texts& made) {
    if (at == path.size()) return node.Text(made);
    const auto& step = path[at];
    std::optional<std::string_view> text;
    const auto take = [&](std::string_view, const Node& child) {
      text = TextAt(child, path, at + 1, made);
      return !text.has_value();
    };
    if (step.kind == Kind::capture && !step.name.empty()) {
      const auto key = Captured(step.name);
      const auto captured = node.is_list() ? PathStep{Kind::each, "", false, PlaceOf(key)}
                                           : PathStep{Kind::name, std::string(key)};
      Each(node, captured, take);
    } else {
      Each(node, step, take);
    }
    return text;
  }

  static int PlaceOf(std::string_view key) {
    int place = 0;
    for (const char c : key) place = c >= '0' && c <= '9' && place < 100'000'000 ? place * 10 + (c - '0') : 0;
    return place == 0 ? 1'000'000'000 : place;
  }

  RowProgram& program_;
  const OnRow& on_row_;
  std::vector<std::optional<Node>> nodes_;  // by level
  std::vector<Texts> made_;                 // by level, owns the texts of its cells
  std::vector<std::string> keys_;           // by level, the captured key
};

}  // namespace fxlake::sources
