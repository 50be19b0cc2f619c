// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/rule_type.h"

#include <algorithm>
#include <array>

namespace fxlake::quality {
namespace {

using Use = RuleType::ConditionUse;
using Compares = RuleType::Compares;
constexpr std::size_t kMany = 100;

constexpr std::array kRuleTypes = {
    RuleType{RuleKind::column_count, "ColumnCount", 0, 0, Use::required, Compares::numbers, false, false, "ColumnCount = 8"},
    RuleType{RuleKind::column_data_type, "ColumnDataType", 1, 1, Use::required, Compares::texts, true, true,
             "ColumnDataType \"date\" = \"Date\""},
    RuleType{RuleKind::column_exists, "ColumnExists", 1, 1, Use::none, Compares::nothing, false, false, "ColumnExists \"rate\""},
    RuleType{RuleKind::column_values, "ColumnValues", 1, 1, Use::required, Compares::values, true, true, "ColumnValues \"rate\" > 0"},
    RuleType{RuleKind::completeness, "Completeness", 1, 1, Use::required, Compares::numbers, false, true, "Completeness \"rate\" > 0.95"},
    RuleType{RuleKind::custom_sql, "CustomSql", 1, 1, Use::optional, Compares::numbers, true, false,
             "CustomSql \"select count(*) from primary\" > 0"},
    RuleType{RuleKind::data_freshness, "DataFreshness", 1, 1, Use::required, Compares::durations, true, true,
             "DataFreshness \"date\" <= 5 days"},
    RuleType{RuleKind::is_complete, "IsComplete", 1, 1, Use::none, Compares::nothing, false, true, "IsComplete \"rate\""},
    RuleType{RuleKind::is_primary_key, "IsPrimaryKey", 1, kMany, Use::none, Compares::nothing, false, true,
             "IsPrimaryKey \"source\" \"date\""},
    RuleType{RuleKind::is_unique, "IsUnique", 1, 1, Use::none, Compares::nothing, false, true, "IsUnique \"raw_object\""},
    RuleType{RuleKind::mean, "Mean", 1, 1, Use::required, Compares::numbers, false, true, "Mean \"rate\" > 1"},
    RuleType{RuleKind::row_count, "RowCount", 0, 0, Use::required, Compares::numbers, false, true, "RowCount > 0"},
    RuleType{RuleKind::standard_deviation, "StandardDeviation", 1, 1, Use::required, Compares::numbers, false, true,
             "StandardDeviation \"rate\" < 10"},
    RuleType{RuleKind::sum, "Sum", 1, 1, Use::required, Compares::numbers, false, true, "Sum \"rate\" > 0"},
    RuleType{RuleKind::uniqueness, "Uniqueness", 1, kMany, Use::required, Compares::numbers, false, true,
             "Uniqueness \"raw_object\" > 0.5"},
};

}  // namespace

const RuleType* FindRuleType(std::string_view name) {
  const auto* found = std::ranges::find(kRuleTypes, name, &RuleType::name);
  return found == kRuleTypes.end() ? nullptr : found;
}

std::span<const RuleType> AllRuleTypes() { return kRuleTypes; }

}  // namespace fxlake::quality
