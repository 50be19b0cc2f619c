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
  not_evaluated,  // of DQDL, but refused by its name
};

// What a comparison is with. One comparison is of one kind; NULL alone counts as a number.
enum class Compared : unsigned { nothing = 0, numbers = 1, texts = 2, dates = 4, durations = 8, sizes = 16 };

constexpr Compared operator|(Compared a, Compared b) {
  return static_cast<Compared>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
constexpr bool Allows(Compared set, Compared one) {
  return (static_cast<unsigned>(set) & static_cast<unsigned>(one)) != 0;
}

// A kind of rule as DQDL knows it: the one table out of which the parser checks and its messages explain.
struct RuleType {
  RuleKind kind;
  std::string_view name;
  std::size_t min_parameters;
  std::size_t max_parameters;
  Compared compares;  // nothing: the rule stands alone
  bool may_stand_alone;
  bool takes_threshold;
  bool takes_where;
  std::string_view usage;         // an example of its form
  std::string_view refusal = {};  // why it is not evaluated; empty: it is
};

// The type of that name for so many parameters; of another number of parameters when there is none for these.
// nullptr when there is none of that name; case matters.
const RuleType* FindRuleType(std::string_view name, std::size_t parameters);
std::span<const RuleType> AllRuleTypes();
// Whether the section Analyzers may name it.
bool IsAnalyzer(std::string_view name, std::size_t parameters);

}  // namespace fxlake::quality
