// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/rule_type.h"

#include <algorithm>
#include <array>

namespace fxlake::quality {
namespace {

using enum RuleKind;
constexpr std::size_t kMany = 100;
constexpr auto kNothing = Compared::nothing;
constexpr auto kNumbers = Compared::numbers;
constexpr auto kValues = Compared::texts | Compared::numbers | Compared::dates;
constexpr std::string_view kOtherData = "it compares with another dataset";
constexpr std::string_view kFiles = "it checks files; fxlake verify checks the files of the lake";

constexpr std::array kRuleTypes = {
    // clang-format off
    //       kind, name, parameters, what it compares with, may stand alone, with threshold, where, usage
    RuleType{column_correlation, "ColumnCorrelation", 2, 2, kNumbers, false, false, true, "ColumnCorrelation \"rate\" \"year\" < 0.9"},
    RuleType{column_count, "ColumnCount", 0, 0, kNumbers, false, false, false, "ColumnCount = 8"},
    RuleType{column_data_type, "ColumnDataType", 1, 1, Compared::texts, false, true, true, "ColumnDataType \"date\" = \"Date\""},
    RuleType{column_exists, "ColumnExists", 1, 1, kNothing, true, false, false, "ColumnExists \"rate\""},
    RuleType{column_length, "ColumnLength", 1, 1, kNumbers, false, false, true, "ColumnLength \"base_currency\" = 3"},
    RuleType{column_names_match_pattern, "ColumnNamesMatchPattern", 1, 1, kNothing, true, false, false,
             "ColumnNamesMatchPattern \"[a-z_]+\""},
    RuleType{column_values, "ColumnValues", 1, 1, kValues, false, true, true, "ColumnValues \"rate\" > 0"},
    RuleType{completeness, "Completeness", 1, 1, kNumbers, false, false, true, "Completeness \"rate\" > 0.95"},
    RuleType{custom_sql, "CustomSql", 1, 1, kNumbers, true, true, false, "CustomSql \"select count(*) from primary\" > 0"},
    RuleType{data_freshness, "DataFreshness", 1, 1, Compared::durations, false, false, true, "DataFreshness \"date\" <= 5 days"},
    RuleType{distinct_values_count, "DistinctValuesCount", 1, kMany, kNumbers, false, false, true, "DistinctValuesCount \"source\" >= 1"},
    RuleType{entropy, "Entropy", 1, 1, kNumbers, false, false, true, "Entropy \"target_currency\" > 1"},
    RuleType{is_complete, "IsComplete", 1, 1, kNothing, true, false, true, "IsComplete \"rate\""},
    RuleType{is_primary_key, "IsPrimaryKey", 1, kMany, kNothing, true, false, true, "IsPrimaryKey \"source\" \"date\""},
    RuleType{is_unique, "IsUnique", 1, kMany, kNothing, true, false, true, "IsUnique \"raw_object\""},
    RuleType{mean, "Mean", 1, 1, kNumbers, false, false, true, "Mean \"rate\" > 1"},
    RuleType{row_count, "RowCount", 0, 0, kNumbers, false, false, true, "RowCount > 0"},
    RuleType{standard_deviation, "StandardDeviation", 1, 1, kNumbers, false, false, true, "StandardDeviation \"rate\" < 10"},
    RuleType{sum, "Sum", 1, 1, kNumbers, false, false, true, "Sum \"rate\" > 0"},
    RuleType{unique_value_ratio, "UniqueValueRatio", 1, kMany, kNumbers, false, false, true, "UniqueValueRatio \"rate\" > 0.5"},
    RuleType{uniqueness, "Uniqueness", 1, kMany, kNumbers, false, false, true, "Uniqueness \"raw_object\" > 0.5"},

    RuleType{not_evaluated, "AggregateMatch", 2, 2, kNumbers, false, false, false,
             "AggregateMatch \"sum(a)\" \"sum(other.a)\" >= 0.95", kOtherData},
    RuleType{not_evaluated, "DatasetMatch", 2, 3, kNumbers, false, false, false, "DatasetMatch \"other\" \"id\" \"a\" = 1", kOtherData},
    RuleType{not_evaluated, "ReferentialIntegrity", 2, 2, kNumbers, false, false, false,
             "ReferentialIntegrity \"a\" \"other.{a}\" = 1", kOtherData},
    RuleType{not_evaluated, "RowCountMatch", 1, 1, kNumbers, false, false, false, "RowCountMatch \"other\" >= 0.9", kOtherData},
    RuleType{not_evaluated, "SchemaMatch", 1, 1, kNumbers, false, false, false, "SchemaMatch \"other\" = 1", kOtherData},
    RuleType{not_evaluated, "DetectAnomalies", 1, kMany, kNothing, true, false, false, "DetectAnomalies \"RowCount\"",
             "it compares with earlier results, which are not stored"},
    RuleType{not_evaluated, "FileFreshness", 0, 1, Compared::dates, false, true, false, "FileFreshness > (now() - 1 days)", kFiles},
    RuleType{not_evaluated, "FileMatch", 0, 1, Compared::texts, false, false, false, "FileMatch in [\"hash\"]", kFiles},
    RuleType{not_evaluated, "FileMatch", 2, 2, kNothing, true, false, false, "FileMatch \"path\" \"other path\"", kFiles},
    RuleType{not_evaluated, "FileSize", 0, 1, Compared::sizes | kNumbers, false, true, false, "FileSize < 2 MB", kFiles},
    RuleType{not_evaluated, "FileUniqueness", 0, 1, kNumbers, false, false, false, "FileUniqueness > 0.9", kFiles},
    // clang-format on
};

struct Analyzer {
  std::string_view name;
  std::size_t parameters;
};
constexpr std::array kAnalyzersAlone = {Analyzer{"AllStatistics", 1}, Analyzer{"Distribution", 1}};

}  // namespace

const RuleType* FindRuleType(std::string_view name, std::size_t parameters) {
  const RuleType* found = nullptr;
  for (const RuleType& type : kRuleTypes) {
    if (type.name != name) continue;
    if (type.min_parameters <= parameters && parameters <= type.max_parameters) return &type;
    if (found == nullptr) found = &type;
  }
  return found;
}

std::span<const RuleType> AllRuleTypes() { return kRuleTypes; }

bool IsAnalyzer(std::string_view name, std::size_t parameters) {
  const auto alone = std::ranges::find(kAnalyzersAlone, name, &Analyzer::name);
  if (alone != kAnalyzersAlone.end()) return alone->parameters == parameters;
  const RuleType* type = FindRuleType(name, parameters);
  return type != nullptr && type->compares != Compared::nothing && type->min_parameters <= parameters &&
         parameters <= type->max_parameters;
}

}  // namespace fxlake::quality
