// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "fxlake/asl/expression/json_path.h"
#include "fxlake/base/instant.h"

namespace fxlake::asl {

enum class Ordering { equals, less_than, greater_than, less_than_equals, greater_than_equals };
enum class Operands { strings, numbers, booleans, timestamps };

// One of the 39 comparison operators of a Choice rule.
struct ComparisonOperator {
  enum class Kind { compare, matches, is_null, is_present, is_numeric, is_string, is_boolean, is_timestamp };
  std::string_view name;  // for example StringLessThanPath
  Kind kind;
  Operands operands = Operands::strings;
  Ordering ordering = Ordering::equals;
  bool path = false;  // the operand is a path to the value
};

std::span<const ComparisonOperator> ComparisonOperators();
const ComparisonOperator* FindComparison(std::string_view name);

// A parsed and validated comparison of a Choice rule. Immutable.
struct Comparison {
  JsonPath variable;
  const ComparisonOperator* op = nullptr;
  std::variant<Json, JsonPath> operand;
  std::optional<Instant> instant;  // for a literal timestamp

  // Errors: States.Runtime when a path has no value, except for IsPresent. A value whose type is not the
  // operator's compares false.
  Evaluated<bool> Holds(Scope& scope) const;
};

// Wildcard match of StringMatches: * matches any text, \* a star, \\ a backslash.
bool MatchesWildcard(std::string_view text, std::string_view pattern);

}  // namespace fxlake::asl
