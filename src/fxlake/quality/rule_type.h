// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace fxlake::quality {

enum class RuleKind {
  column_count,
  column_data_type,
  column_exists,
  column_values,
  completeness,
  custom_sql,
  data_freshness,
  is_complete,
  is_primary_key,
  is_unique,
  mean,
  row_count,
  standard_deviation,
  sum,
  uniqueness,
};

// A kind of rule as DQDL knows it: the one table out of which the parser checks and its messages explain.
struct RuleType {
  RuleKind kind;
  std::string_view name;
  std::size_t min_parameters;
  std::size_t max_parameters;
  enum class ConditionUse { none, optional, required };
  ConditionUse condition;
  enum class Compares { nothing, numbers, values, texts, durations };
  Compares compares;
  bool takes_threshold;
  bool takes_where;
  std::string_view usage;  // an example of its form
};

// nullptr when there is none of that name; case matters.
const RuleType* FindRuleType(std::string_view name);
std::span<const RuleType> AllRuleTypes();

}  // namespace fxlake::quality
