// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/comparison.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

#include "fxlake/asl/expression/timestamp.h"

namespace fxlake::asl {
namespace {

using Kind = ComparisonOperator::Kind;

constexpr std::array<ComparisonOperator, 39> kOperators = {{
    {"StringEquals", Kind::compare, Operands::strings, Ordering::equals, false},
    {"StringEqualsPath", Kind::compare, Operands::strings, Ordering::equals, true},
    {"StringLessThan", Kind::compare, Operands::strings, Ordering::less_than, false},
    {"StringLessThanPath", Kind::compare, Operands::strings, Ordering::less_than, true},
    {"StringGreaterThan", Kind::compare, Operands::strings, Ordering::greater_than, false},
    {"StringGreaterThanPath", Kind::compare, Operands::strings, Ordering::greater_than, true},
    {"StringLessThanEquals", Kind::compare, Operands::strings, Ordering::less_than_equals, false},
    {"StringLessThanEqualsPath", Kind::compare, Operands::strings, Ordering::less_than_equals, true},
    {"StringGreaterThanEquals", Kind::compare, Operands::strings, Ordering::greater_than_equals, false},
    {"StringGreaterThanEqualsPath", Kind::compare, Operands::strings, Ordering::greater_than_equals, true},
    {"StringMatches", Kind::matches},
    {"NumericEquals", Kind::compare, Operands::numbers, Ordering::equals, false},
    {"NumericEqualsPath", Kind::compare, Operands::numbers, Ordering::equals, true},
    {"NumericLessThan", Kind::compare, Operands::numbers, Ordering::less_than, false},
    {"NumericLessThanPath", Kind::compare, Operands::numbers, Ordering::less_than, true},
    {"NumericGreaterThan", Kind::compare, Operands::numbers, Ordering::greater_than, false},
    {"NumericGreaterThanPath", Kind::compare, Operands::numbers, Ordering::greater_than, true},
    {"NumericLessThanEquals", Kind::compare, Operands::numbers, Ordering::less_than_equals, false},
    {"NumericLessThanEqualsPath", Kind::compare, Operands::numbers, Ordering::less_than_equals, true},
    {"NumericGreaterThanEquals", Kind::compare, Operands::numbers, Ordering::greater_than_equals, false},
    {"NumericGreaterThanEqualsPath", Kind::compare, Operands::numbers, Ordering::greater_than_equals, true},
    {"BooleanEquals", Kind::compare, Operands::booleans, Ordering::equals, false},
    {"BooleanEqualsPath", Kind::compare, Operands::booleans, Ordering::equals, true},
    {"TimestampEquals", Kind::compare, Operands::timestamps, Ordering::equals, false},
    {"TimestampEqualsPath", Kind::compare, Operands::timestamps, Ordering::equals, true},
    {"TimestampLessThan", Kind::compare, Operands::timestamps, Ordering::less_than, false},
    {"TimestampLessThanPath", Kind::compare, Operands::timestamps, Ordering::less_than, true},
    {"TimestampGreaterThan", Kind::compare, Operands::timestamps, Ordering::greater_than, false},
    {"TimestampGreaterThanPath", Kind::compare, Operands::timestamps, Ordering::greater_than, true},
    {"TimestampLessThanEquals", Kind::compare, Operands::timestamps, Ordering::less_than_equals, false},
    {"TimestampLessThanEqualsPath", Kind::compare, Operands::timestamps, Ordering::less_than_equals, true},
    {"TimestampGreaterThanEquals", Kind::compare, Operands::timestamps, Ordering::greater_than_equals, false},
    {"TimestampGreaterThanEqualsPath", Kind::compare, Operands::timestamps, Ordering::greater_than_equals,
     true},
    {"IsNull", Kind::is_null},
    {"IsPresent", Kind::is_present},
    {"IsNumeric", Kind::is_numeric},
    {"IsString", Kind::is_string},
    {"IsBoolean", Kind::is_boolean},
    {"IsTimestamp", Kind::is_timestamp},
}};

bool Satisfies(Ordering wanted, std::partial_ordering order) {
  switch (wanted) {
    case Ordering::equals: return order == 0;
    case Ordering::less_than: return order < 0;
    case Ordering::greater_than: return order > 0;
    case Ordering::less_than_equals: return order <= 0;
    case Ordering::greater_than_equals: return order >= 0;
  }
  return false;
}

std::optional<Instant> TimestampOf(const Json& value) {
  return value.is_string() ? ParseTimestamp(value.string()) : std::nullopt;
}

std::partial_ordering Compare(Operands operands, const Json& left, const Json& right,
                              const std::optional<Instant>& instant) {
  static constexpr auto kNone = std::partial_ordering::unordered;
  switch (operands) {
    case Operands::strings:
      return left.is_string() && right.is_string() ? left.string() <=> right.string() : kNone;
    case Operands::numbers:
      return left.is_number() && right.is_number() ? Json::CompareNumbers(left, right) : kNone;
    case Operands::booleans:
      return left.is_bool() && right.is_bool() ? left.boolean() <=> right.boolean() : kNone;
    case Operands::timestamps: {
      const auto a = TimestampOf(left);
      const auto b = instant ? instant : TimestampOf(right);
      return a && b ? *a <=> *b : kNone;
    }
  }
  return kNone;
}

bool HasType(Kind kind, const Json& value) {
  switch (kind) {
    case Kind::is_null: return value.is_null();
    case Kind::is_numeric: return value.is_number();
    case Kind::is_string: return value.is_string();
    case Kind::is_boolean: return value.is_bool();
    case Kind::is_timestamp: return TimestampOf(value).has_value();
    default: return false;
  }
}

Evaluated<Json> Required(const JsonPath& path, Scope& scope) {
  auto found = path.Find(scope);
  if (found) return *std::move(found);
  return RuntimeFailure("Invalid path '" + path.text() +
                        "': The choice state's condition path references an invalid value.");
}

}  // namespace

std::span<const ComparisonOperator> ComparisonOperators() { return kOperators; }

const ComparisonOperator* FindComparison(std::string_view name) {
  const auto* found = std::ranges::find(kOperators, name, &ComparisonOperator::name);
  return found == kOperators.end() ? nullptr : found;
}

Evaluated<bool> Comparison::Holds(Scope& scope) const {
  if (op->kind == Kind::is_present) {
    const auto found = variable.Find(scope);
    const bool present = found && (variable.definite() || !found->is_array() || !found->array().empty());
    return present == std::get<Json>(operand).boolean();
  }
  ASSIGN_OR_RETURN(const auto left, Required(variable, scope));
  if (op->kind == Kind::compare) {
    if (!op->path)
      return Satisfies(op->ordering, Compare(op->operands, left, std::get<Json>(operand), instant));
    ASSIGN_OR_RETURN(const auto right, Required(std::get<JsonPath>(operand), scope));
    return Satisfies(op->ordering, Compare(op->operands, left, right, std::nullopt));
  }
  const auto& wanted = std::get<Json>(operand);
  if (op->kind == Kind::matches) return left.is_string() && MatchesWildcard(left.string(), wanted.string());
  return HasType(op->kind, left) == wanted.boolean();
}

bool MatchesWildcard(std::string_view text, std::string_view pattern) {
  std::vector<std::string> parts(1);  // between the stars
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '*') {
      parts.emplace_back();
    } else {
      if (pattern[i] == '\\' && i + 1 < pattern.size()) ++i;
      parts.back() += pattern[i];
    }
  }
  if (parts.size() == 1) return text == parts.front();
  if (!text.starts_with(parts.front())) return false;
  text.remove_prefix(parts.front().size());
  if (!text.ends_with(parts.back())) return false;
  text.remove_suffix(parts.back().size());
  for (std::size_t i = 1; i + 1 < parts.size(); ++i) {
    // memmem has linear time for any text, which std::string::find does not guarantee.
    const auto* found =
        static_cast<const char*>(::memmem(text.data(), text.size(), parts[i].data(), parts[i].size()));
    if (found == nullptr) return false;
    text.remove_prefix(static_cast<std::size_t>(found - text.data()) + parts[i].size());
  }
  return true;
}

}  // namespace fxlake::asl
