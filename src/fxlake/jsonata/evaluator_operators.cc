// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "fxlake/jsonata/characters.h"
#include "fxlake/jsonata/evaluator.h"
#include "fxlake/jsonata/json_text.h"

namespace fxlake::jsonata {

Value Evaluator::Arithmetic(const Node& node, const Value& left, const Value& right) {
  if (!left.is_undefined() && !left.is_number())
    return Fail("T2001", {.token = node.text, .value = Shown(left, *this)}, node.position);
  if (!right.is_undefined() && !right.is_number())
    return Fail("T2002", {.token = node.text, .value = Shown(right, *this)}, node.position);
  if (left.is_undefined() || right.is_undefined()) return {};
  const auto a = left.number();
  const auto b = right.number();
  // What an earlier operation could not represent cannot be calculated with.
  if (!std::isfinite(a) || !std::isfinite(b))
    return Fail("D1001", {.token = node.text, .value = "Infinity"}, node.position);
  switch (node.kind) {
    case NodeKind::add: return Value(a + b);
    case NodeKind::subtract: return Value(a - b);
    case NodeKind::multiply: return Value(a * b);
    case NodeKind::divide: return Value(a / b);
    default: return Value(std::fmod(a, b));
  }
}

Value Evaluator::Compare(const Node& node, const Value& left, const Value& right) {
  const auto comparable = [](const Value& value) {
    return value.is_undefined() || value.is_number() || value.is_string();
  };
  if (!comparable(left) || !comparable(right)) {
    return Fail("T2010", {.token = node.text, .value = Shown(comparable(left) ? right : left, *this)},
                node.position);
  }
  if (left.is_undefined() || right.is_undefined()) return {};
  if (left.type() != right.type()) {
    return Fail("T2009", {.token = node.text, .value = Shown(left, *this), .value2 = Shown(right, *this)},
                node.position);
  }
  const auto judge = [&](auto order) {
    switch (node.kind) {
      case NodeKind::less: return order < 0;
      case NodeKind::less_equal: return order <= 0;
      case NodeKind::greater: return order > 0;
      default: return order >= 0;
    }
  };
  if (left.is_string()) return Value(judge(CompareTexts(left.string(), right.string())));
  return Value(judge(left.number() <=> right.number()));
}

Value Evaluator::Concatenate(const Node&, const Value& left, const Value& right) {
  std::string text = left.is_undefined() ? "" : ToText(left, false, *this);
  const auto more = right.is_undefined() ? "" : ToText(right, false, *this);
  if (!Spend(more.size() / 64 + text.size() / 64) || heap_.WouldExhaust(text.size() + more.size()))
    return Fail("U1001", {.value = "a text is too long"});
  text += more;
  return heap_.String(std::move(text));
}

bool Evaluator::Includes(const Value& value, const Value& in) {
  if (value.is_undefined() || in.is_undefined()) return false;
  // Arrays and objects are equal to themselves only.
  const auto same = [&](const Value& item) {
    if (item.type() != value.type()) return false;
    if (item.is_array() || item.is_object() || item.is_function()) return item.identity() == value.identity();
    return Equal(item, value);
  };
  if (!in.is_array()) return same(in);
  return Spend(in.items().size()) && std::ranges::any_of(in.items(), same);
}

Value Evaluator::RangeOf(const Value& first, const Value& last, std::size_t position) {
  constexpr double kMost = 1e7;
  const auto whole = [](const Value& value) {
    return value.is_undefined() || (value.is_number() && std::floor(value.number()) == value.number() &&
                                    std::isfinite(value.number()));
  };
  if (!whole(first)) return Fail("T2003", {.token = "..", .value = Shown(first, *this)}, position);
  if (!whole(last)) return Fail("T2004", {.token = "..", .value = Shown(last, *this)}, position);
  if (first.is_undefined() || last.is_undefined() || first.number() > last.number()) return {};
  const auto size = last.number() - first.number() + 1;
  if (size > kMost)
    return Fail("D2014", {.token = "..", .value = ToText(Value(size), false, *this)}, position);
  auto range = heap_.Sequence();
  const auto count = static_cast<std::size_t>(size);
  range.array().Reserve(count);
  if (!Spend(count)) return {};
  for (std::size_t i = 0; i < count; ++i) range.array().Push(Value(first.number() + static_cast<double>(i)));
  return range;
}

Value Evaluator::Append(const Value& first, const Value& second) {
  if (first.is_undefined()) return second;
  if (second.is_undefined()) return first;
  auto joined = heap_.Array();
  auto& array = joined.array();
  const auto size = [](const Value& value) { return value.is_array() ? value.items().size() : 1; };
  const auto count = size(first) + size(second);
  array.Reserve(count);
  if (!Spend(count)) return {};
  for (const auto* part : {&first, &second}) {
    if (!part->is_array()) {
      array.Push(*part);
    } else {
      for (const auto& item : part->items()) array.Push(item);
    }
  }
  return joined;
}

bool Evaluator::Equal(const Value& a, const Value& b) {
  if (a.type() != b.type() || !StackHolds() || !Spend()) return false;
  switch (a.type()) {
    case Type::undefined:
    case Type::null: return true;
    case Type::boolean: return a.boolean() == b.boolean();
    case Type::number: return a.number() == b.number();
    case Type::string: return a.string() == b.string();
    case Type::function: return a.identity() == b.identity();
    case Type::array:
      return a.identity() == b.identity() ||
             std::ranges::equal(a.items(), b.items(),
                                [&](const Value& x, const Value& y) { return Equal(x, y); });
    case Type::object:
      if (a.identity() == b.identity()) return true;
      if (a.object().Size() != b.object().Size()) return false;
      return std::ranges::all_of(a.object().Members(), [&](const auto& member) {
        const auto other = b.object().Find(member.first);
        return !other.is_undefined() && Equal(member.second, other);
      });
  }
  return false;
}

bool Evaluator::Truth(const Value& value) {
  switch (value.type()) {
    case Type::undefined:
    case Type::null:
    case Type::function: return false;
    case Type::boolean: return value.boolean();
    case Type::number: return value.number() != 0 && !std::isnan(value.number());
    case Type::string: return !value.string().empty();
    case Type::object: return value.object().Size() > 0;
    case Type::array:
      if (!StackHolds() || !Spend(value.items().size())) return false;
      return std::ranges::any_of(value.items(), [&](const Value& item) { return Truth(item); });
  }
  return false;
}

}  // namespace fxlake::jsonata
