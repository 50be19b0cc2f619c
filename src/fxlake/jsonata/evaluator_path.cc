// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "fxlake/jsonata/characters.h"
#include "fxlake/jsonata/evaluator.h"
#include "fxlake/jsonata/json_text.h"

namespace fxlake::jsonata {
namespace {

bool IsPlainName(const Node& step) {
  return step.kind == NodeKind::name && step.stages.empty() && step.predicates.empty() && !step.tuple &&
         !step.group;
}

// What several items are together: the only one itself, else an array of them and of what arrays hold.
struct Gathered {
  Value value;
  std::size_t count = 0;

  void Add(const Value& item, Heap& heap) {
    if (item.is_undefined()) return;
    if (++count == 1) {
      value = item;
      return;
    }
    if (count == 2) value = value.is_array() ? heap.Array(value.items()) : heap.Array({value});
    if (!item.is_array()) return value.array().Push(item);
    for (const auto& each : item.items()) value.array().Push(each);
  }
};

bool AreNumbers(const Value& value) {
  return value.is_array() && !value.items().empty() &&
         std::ranges::all_of(value.items(), [](const Value& item) { return item.is_number(); });
}

}  // namespace

Value Evaluator::Path(const Node& node, const Value& input, const Pointer<Frame>& frame) {
  const auto& steps = node.parts;
  std::size_t begin = 0;
  Value current = input;
  // Names alone lead from one object to the next without sequences.
  if (!node.keep_singleton && !node.group && !node.tuple) {
    while (begin < steps.size() && current.is_object() && IsPlainName(*steps[begin]))
      current = current.object().Find(steps[begin++]->text);
    if (begin == steps.size() || (begin > 0 && current.is_undefined())) return current;
  }
  // What a variable holds does not depend on how many items the input has.
  if (!current.is_array() || (begin == 0 && steps[0]->kind == NodeKind::variable))
    current = heap_.SequenceOf(std::move(current));
  Value result;
  Value tuples;
  bool is_tuples = false;
  for (std::size_t i = begin; i < steps.size(); ++i) {
    const auto& step = *steps[i];
    is_tuples = is_tuples || step.tuple;
    if (i == 0 && step.constructs) {
      result = Evaluate(step, current, frame);
    } else if (is_tuples) {
      tuples = TupleStep(step, current, tuples, frame);
    } else {
      result = Step(step, current, frame, i + 1 == steps.size());
    }
    if (problem_) return {};
    if (!is_tuples && (result.is_undefined() || (result.is_array() && result.items().empty()))) break;
    if (step.focus.empty()) current = is_tuples ? Value() : result;
  }
  if (is_tuples) {
    if (node.tuple) {
      result = tuples;
    } else {
      result = heap_.Sequence();
      if (tuples.is_array()) {
        for (const auto& tuple : tuples.items()) result.array().Push(tuple.tuple().item);
      }
    }
  }
  if (node.keep_singleton && result.is_array()) {
    if (result.array().constructed && !result.is_sequence()) result = heap_.SequenceOf(std::move(result));
    result.array().keep_singleton = true;
  }
  if (node.group) result = GroupBy(*node.group, is_tuples ? tuples : result, frame, node.position);
  return result;
}

Value Evaluator::Step(const Node& step, const Value& input, const Pointer<Frame>& frame, bool last) {
  if (step.kind == NodeKind::sort) {
    auto sorted = Sort(step, input, frame);
    return Stages(step.stages, std::move(sorted), frame);
  }
  std::vector<Value> results;
  const auto& items = input.items();
  const bool plain = IsPlainName(step);
  for (const auto& item : items) {
    auto value = plain ? Lookup(item, step.text) : Evaluate(step, item, frame);
    if (plain && value.is_sequence() && value.items().size() <= 1)
      value = value.items().empty() ? Value() : Value(value.items()[0]);
    for (const auto& stage : step.stages) {
      if (problem_) return {};
      value = Filter(*stage.predicate, value, frame);
    }
    if (problem_) return {};
    if (!value.is_undefined()) results.push_back(std::move(value));
  }
  if (!Spend(items.size())) return {};
  if (last && results.size() == 1 && results[0].is_array() && !results[0].is_sequence())
    return std::move(results[0]);
  auto sequence = heap_.Sequence();
  sequence.array().Reserve(results.size());
  for (auto& value : results) {
    if (!value.is_array() || value.array().constructed) {
      sequence.array().Push(std::move(value));
    } else {
      if (!Spend(value.items().size())) return {};
      for (const auto& item : value.items()) sequence.array().Push(item);
    }
  }
  return sequence;
}

Pointer<Frame> Evaluator::TupleFrame(const TupleCell& tuple, const Pointer<Frame>& parent) {
  auto frame = heap_.NewFrame(parent);
  frame->bindings = tuple.bindings;
  return frame;
}

Value Evaluator::TupleStep(const Node& step, const Value& input, const Value& tuples,
                           const Pointer<Frame>& frame) {
  auto result = heap_.Sequence();
  result.array().tuples = true;
  if (step.kind == NodeKind::sort) {
    if (!tuples.is_undefined()) {
      result = Sort(step, tuples, frame);
    } else {
      const auto sorted = Sort(step, input, frame);
      if (problem_) return {};
      double position = 0;
      for (const auto& item : sorted.items()) {
        auto tuple = heap_.Tuple();
        tuple.tuple().item = item;
        if (!step.index.empty()) tuple.tuple().Set(step.index, Value(position));
        result.array().Push(std::move(tuple));
        ++position;
      }
    }
    return Stages(step.stages, std::move(result), frame);
  }
  auto from = tuples;
  if (from.is_undefined()) {
    from = heap_.Array();
    for (const auto& item : input.items()) {
      auto tuple = heap_.Tuple();
      tuple.tuple().item = item;
      from.array().Push(std::move(tuple));
    }
  }
  for (const auto& item : from.items()) {
    const auto& before = item.tuple();
    auto value = Evaluate(step, before.item, TupleFrame(before, frame));
    if (problem_) return {};
    if (value.is_undefined()) continue;
    if (!value.is_array()) value = heap_.Array({std::move(value)});
    double position = 0;
    for (const auto& found : value.items()) {
      if (!Spend()) return {};
      auto made = heap_.Tuple();
      auto& tuple = made.tuple();
      tuple.bindings = before.bindings;
      if (value.array().tuples) {
        tuple.item = found.tuple().item;
        for (const auto& [name, bound] : found.tuple().bindings) tuple.Set(name, bound);
      } else {
        tuple.item = step.focus.empty() ? found : before.item;
        if (!step.focus.empty()) tuple.Set(step.focus, found);
        if (!step.index.empty()) tuple.Set(step.index, Value(position));
        if (step.ancestor) tuple.Set(step.ancestor->label, before.item);
      }
      result.array().Push(std::move(made));
      ++position;
    }
  }
  return Stages(step.stages, std::move(result), frame);
}

Value Evaluator::Stages(const std::vector<Stage>& stages, Value input, const Pointer<Frame>& frame) {
  for (const auto& stage : stages) {
    if (problem_) return {};
    if (stage.predicate) {
      input = Filter(*stage.predicate, input, frame);
      continue;
    }
    double position = 0;
    for (const auto& item : input.items()) item.tuple().Set(stage.index, Value(position++));
  }
  return input;
}

Value Evaluator::Filter(const Node& predicate, const Value& input, const Pointer<Frame>& frame) {
  auto result = heap_.Sequence();
  const bool tuples = input.is_array() && input.array().tuples;
  result.array().tuples = tuples;
  if (input.is_undefined()) return result;
  const auto wrapped = input.is_array() ? input : heap_.SequenceOf(input);
  const auto& items = wrapped.items();
  const auto count = static_cast<double>(items.size());
  const auto place = [&](double number) {
    number = std::floor(number);
    return number < 0 ? number + count : number;
  };
  if (predicate.kind == NodeKind::number) {
    const auto index = place(predicate.number);
    if (!(index >= 0 && index < count)) return result;
    const auto& item = items[static_cast<std::size_t>(index)];
    if (item.is_array()) return item;
    result.array().Push(item);
    return result;
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto& item = items[i];
    const auto chosen = tuples ? Evaluate(predicate, item.tuple().item, TupleFrame(item.tuple(), frame))
                               : Evaluate(predicate, item, frame);
    if (problem_) return {};
    const auto here = static_cast<double>(i);
    if (chosen.is_number()) {
      if (place(chosen.number()) == here) result.array().Push(item);
    } else if (AreNumbers(chosen)) {
      if (!Spend(chosen.items().size())) return {};
      for (const auto& number : chosen.items()) {
        if (place(number.number()) == here) result.array().Push(item);
      }
    } else if (Truth(chosen)) {
      result.array().Push(item);
    }
  }
  return result;
}

Value Evaluator::Sort(const Node& node, const Value& input, const Pointer<Frame>& frame) {
  if (input.is_undefined()) return {};
  const auto wrapped = input.is_array() ? input : heap_.SequenceOf(input);
  const auto& items = wrapped.items();
  if (items.size() < 2) return wrapped;
  const bool tuples = wrapped.array().tuples;
  struct Entry {
    std::size_t item;
    std::vector<Value> keys;
  };
  std::vector<Entry> entries(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    entries[i].item = i;
    const auto inner = tuples ? TupleFrame(items[i].tuple(), frame) : frame;
    const auto& context = tuples ? items[i].tuple().item : items[i];
    for (const auto& term : node.parts) {
      auto key = Evaluate(*term, context, inner);
      if (problem_) return {};
      entries[i].keys.push_back(std::move(key));
    }
  }
  std::ranges::stable_sort(entries, [&](const Entry& a, const Entry& b) {
    if (problem_ || !Spend()) return false;
    for (std::size_t term = 0; term < node.parts.size(); ++term) {
      const auto& x = a.keys[term];
      const auto& y = b.keys[term];
      if (x.is_undefined() || y.is_undefined()) {
        if (x.is_undefined() && y.is_undefined()) continue;
        return y.is_undefined();
      }
      const auto comparable = [](const Value& value) { return value.is_number() || value.is_string(); };
      if (!comparable(x) || !comparable(y)) {
        Fail("T2008", {.value = Shown(comparable(x) ? y : x, *this)}, node.position);
        return false;
      }
      if (x.type() != y.type()) {
        Fail("T2007", {.value = Shown(x, *this), .value2 = Shown(y, *this)}, node.position);
        return false;
      }
      const int order = x.is_string()              ? CompareTexts(x.string(), y.string())
                        : x.number() == y.number() ? 0
                        : x.number() < y.number()  ? -1
                                                   : 1;
      if (order != 0) return node.descending[term] ? order > 0 : order < 0;
    }
    return false;
  });
  if (problem_) return {};
  auto sorted = heap_.Array();
  sorted.array().tuples = tuples;
  sorted.array().Reserve(items.size());
  for (const auto& entry : entries) sorted.array().Push(items[entry.item]);
  return sorted;
}

// One tuple in which each part of all of them is an array of what it was in each.
Value Evaluator::MergeTuples(const Value& tuples) {
  if (!tuples.is_array()) return tuples;
  auto made = heap_.Tuple();
  auto& merged = made.tuple();
  Gathered item;
  std::vector<std::pair<std::string_view, Gathered>> bindings;
  for (const auto& each : tuples.items()) {
    const auto& tuple = each.tuple();
    item.Add(tuple.item, heap_);
    for (const auto& [name, value] : tuple.bindings) {
      auto found = std::ranges::find(bindings, name, &std::pair<std::string_view, Gathered>::first);
      if (found == bindings.end()) found = bindings.emplace(bindings.end(), name, Gathered());
      found->second.Add(value, heap_);
    }
  }
  merged.item = item.value;
  for (auto& [name, value] : bindings) merged.bindings.emplace_back(name, std::move(value.value));
  return made;
}

Value Evaluator::GroupBy(const Pairs& pairs, Value input, const Pointer<Frame>& frame, std::size_t position) {
  const bool tuples = input.is_array() && input.array().tuples;
  if (!input.is_array()) input = heap_.SequenceOf(std::move(input));
  std::vector<Value> nothing(1);
  const auto& items = input.items().empty() ? nothing : input.items();
  struct Group {
    Gathered data;
    std::size_t pair;
    std::string key;
  };
  std::vector<Group> groups;
  std::unordered_map<std::string, std::size_t> places;
  for (const auto& item : items) {
    const bool is_tuple = tuples && !item.is_undefined();
    const auto inner = is_tuple ? TupleFrame(item.tuple(), frame) : frame;
    const auto& context = is_tuple ? item.tuple().item : item;
    for (std::size_t pair = 0; pair + 1 < pairs.size(); pair += 2) {
      const auto key = Evaluate(*pairs[pair], context, inner);
      if (problem_) return {};
      if (key.is_undefined()) continue;
      if (!key.is_string()) return Fail("T1003", {.value = Shown(key, *this)}, position);
      const auto [place, is_new] = places.emplace(key.string(), groups.size());
      if (is_new) {
        groups.push_back({{}, pair, key.string()});
        groups.back().data.Add(item, heap_);
        continue;
      }
      auto& group = groups[place->second];
      if (group.pair != pair) return Fail("D1009", {.value = Shown(key, *this)}, position);
      group.data.Add(item, heap_);
      if (!Spend()) return {};
    }
  }
  auto object = heap_.Object();
  for (const auto& group : groups) {
    Value value;
    if (tuples && !group.data.value.is_undefined()) {
      const auto merged = MergeTuples(group.data.value);
      value = Evaluate(*pairs[group.pair + 1], merged.tuple().item, TupleFrame(merged.tuple(), frame));
    } else {
      value = Evaluate(*pairs[group.pair + 1], group.data.value, frame);
    }
    if (problem_) return {};
    if (!value.is_undefined()) object.object().Set(group.key, std::move(value));
  }
  return object;
}

}  // namespace fxlake::jsonata
