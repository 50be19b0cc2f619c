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
  std::string_view name;  // StringLessThanPath
  Kind kind;
  Operands operands = Operands::strings;
  Ordering ordering = Ordering::equals;
  bool path = false;  // the operand is a path to what is compared with
};

std::span<const ComparisonOperator> ComparisonOperators();
const ComparisonOperator* FindComparison(std::string_view name);

// A comparison in a Choice rule, read and checked. Immutable.
struct Comparison {
  JsonPath variable;
  const ComparisonOperator* op = nullptr;
  std::variant<Json, JsonPath> operand;
  std::optional<Instant> instant;  // of a timestamp that is written out

  // States.Runtime when a path leads nowhere, but for IsPresent. Values of another type than the operator's
  // compare false.
  Evaluated<bool> Holds(Scope& scope) const;
};

// The wildcard match of StringMatches: * stands for any text, \* for a star and \\ for a backslash.
bool MatchesWildcard(std::string_view text, std::string_view pattern);

}  // namespace fxlake::asl
