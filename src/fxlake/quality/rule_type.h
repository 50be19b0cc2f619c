// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace fxlake::quality {

enum class RuleKind {
  column_correlation,
  column_count,
  column_data_type,
  column_exists,
  column_length,
  column_names_match_pattern,
  column_values,
  completeness,
  custom_sql,
  data_freshness,
  distinct_values_count,
  entropy,
  is_complete,
  is_primary_key,
  is_unique,
  mean,
  row_count,
  standard_deviation,
  sum,
  unique_value_ratio,
  uniqueness,
  not_evaluated,  // valid DQDL, but rejected by name
};

// The kind of values in a comparison; all values of one comparison have the same kind. NULL alone counts as a
// number.
enum class Compared : unsigned { nothing = 0, numbers = 1, texts = 2, dates = 4, durations = 8, sizes = 16 };

constexpr Compared operator|(Compared a, Compared b) {
  return static_cast<Compared>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
constexpr bool Allows(Compared set, Compared one) {
  return (static_cast<unsigned>(set) & static_cast<unsigned>(one)) != 0;
}

// A rule type of DQDL. Parser and messages are driven by the table of these.
struct RuleType {
  RuleKind kind;
  std::string_view name;
  std::size_t min_parameters;
  std::size_t max_parameters;
  Compared compares;  // `nothing`: the rule takes no comparison
  bool condition_optional;
  bool takes_threshold;
  bool takes_where;
  std::string_view usage;           // an example
  std::string_view rejection = {};  // why it is not evaluated; empty: it is
};

// The type with that name and number of parameters; if there is none, one with another number of parameters.
// nullptr when the name is unknown; case-sensitive.
const RuleType* FindRuleType(std::string_view name, std::size_t parameters);
std::span<const RuleType> AllRuleTypes();
// Whether the section Analyzers may name it.
bool IsAnalyzer(std::string_view name, std::size_t parameters);

}  // namespace fxlake::quality
