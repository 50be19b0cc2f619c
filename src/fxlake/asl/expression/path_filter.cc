// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/path_filter.h"

#include <algorithm>

#include "fxlake/asl/expression/json_path.h"

namespace fxlake::asl {
namespace {

using Operator = PathFilter::Operator;

// The value of an operand; nullopt when its path has no value.
std::optional<Json> ValueOf(const PathFilter::Operand& operand, const Json& node, const Json& root,
                            Scope& scope) {
  if (const auto* literal = std::get_if<Json>(&operand)) return *literal;
  const auto& path = std::get<PathFilter::FilterPath>(operand);
  const auto& from = path.from_root ? root : node;
  if (IsDefinite(path.body) && !path.body.function) {
    const auto* found = FollowSteps(path.body.steps, path.body.steps.size(), from);
    return found == nullptr ? std::nullopt : std::optional(*found);
  }
  std::vector<const Json*> found;
  if (!CollectSteps(path.body.steps, path.body.steps.size(), from, scope, found)) return std::nullopt;
  if (path.body.function) {
    if (found.size() != 1) return std::nullopt;
    if (found[0]->is_array()) return Json(found[0]->array().size());
    if (found[0]->is_object()) return Json(found[0]->object().size());
    return std::nullopt;
  }
  Json::Array values;
  for (const auto* value : found) values.push_back(*value);
  return Json(std::move(values));
}

// As in Jayway, a numeric text counts as a number when it is compared with a number.
Json ConvertedFor(const Json& value, const Json& other) {
  if (!value.is_string() || !other.is_number()) return value;
  auto number = Json::Parse(value.string());
  return number && number->is_number() ? *std::move(number) : value;
}

bool Same(const Json& a, const Json& b) { return ConvertedFor(a, b) == ConvertedFor(b, a); }

std::partial_ordering Order(const Json& a, const Json& b) {
  const auto left = ConvertedFor(a, b);
  const auto right = ConvertedFor(b, a);
  if (left.is_number() && right.is_number()) return Json::CompareNumbers(left, right);
  if (left.is_string() && right.is_string()) return left.string() <=> right.string();
  return std::partial_ordering::unordered;
}

bool IsIn(const Json& value, const Json& list) {
  return list.is_array() &&
         std::ranges::any_of(list.array(), [&](const Json& item) { return Same(value, item); });
}

std::optional<std::size_t> SizeOf(const Json& value) {
  if (value.is_array()) return value.array().size();
  if (value.is_string()) return value.string().size();
  return std::nullopt;
}

bool Compare(Operator op, const Json& left, const Json& right) {
  const auto count_in = [&] {
    return left.is_array()
               ? std::ranges::count_if(left.array(), [&](const Json& item) { return IsIn(item, right); })
               : 0;
  };
  switch (op) {
    case Operator::equal: return Same(left, right);
    case Operator::not_equal: return !Same(left, right);
    case Operator::less: return Order(left, right) < 0;
    case Operator::less_equal: return Order(left, right) <= 0;
    case Operator::greater: return Order(left, right) > 0;
    case Operator::greater_equal: return Order(left, right) >= 0;
    case Operator::in: return IsIn(left, right);
    case Operator::not_in: return !IsIn(left, right);
    case Operator::contains:
      return IsIn(right, left) ||
             (left.is_string() && right.is_string() && left.string().contains(right.string()));
    case Operator::subset:
      return left.is_array() && right.is_array() && count_in() == std::ssize(left.array());
    case Operator::any: return left.is_array() && right.is_array() && count_in() > 0;
    case Operator::none: return left.is_array() && right.is_array() && count_in() == 0;
    case Operator::size: return right.is_number() && SizeOf(left) && right == Json(*SizeOf(left));
    case Operator::empty: return right.is_bool() && SizeOf(left) && (*SizeOf(left) == 0) == right.boolean();
    case Operator::exists: return true;
  }
  return false;
}

}  // namespace

bool PathFilter::Accepts(const Json& node, const Json& root, Scope& scope) const {
  const auto accepts = [&](const PathFilter& part) { return part.Accepts(node, root, scope); };
  if (const auto* negation = std::get_if<Negation>(&node_)) return !accepts(negation->part.front());
  if (const auto* junction = std::get_if<Junction>(&node_)) {
    return junction->all ? std::ranges::all_of(junction->parts, accepts)
                         : std::ranges::any_of(junction->parts, accepts);
  }
  const auto& comparison = std::get<Comparison>(node_);
  const auto left = ValueOf(comparison.left, node, root, scope);
  if (comparison.op == Operator::exists) return left.has_value();
  const auto right = ValueOf(comparison.right, node, root, scope);
  if (!left || !right) return comparison.op == Operator::not_equal && left.has_value() != right.has_value();
  return Compare(comparison.op, *left, *right);
}

}  // namespace fxlake::asl
