// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/check.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fxlake/quality/failing_rows.h"
#include "fxlake/quality/rule_type.h"

namespace fxlake::quality {
namespace {

Result<QualityReport> Evaluate(query::Engine& engine, const Ruleset& rules, const CompileOptions& options) {
  ASSIGN_OR_RETURN(const query::Table table, query::RunToTable(engine, CompileRules(rules, options)));
  return ReadVerdicts(table, rules.size());
}

void CollectPatterns(const Rule& rule, std::vector<std::string>& patterns) {
  for (const Rule& part : rule.parts) CollectPatterns(part, patterns);
  if (rule.type != nullptr && rule.type->kind == RuleKind::column_names_match_pattern)
    patterns.push_back(rule.parameters[0]);
  if (rule.condition && (rule.condition->comparison == Comparison::matches ||
                         rule.condition->comparison == Comparison::not_matches))
    patterns.push_back(std::get<TextOperand>(rule.condition->operands[0]).text);
}

// An error for an invalid regular expression of the rule; the engine's message does not say which one it is.
std::optional<std::string> InvalidPattern(query::Engine& engine, const Rule& rule, query::Dialect dialect) {
  std::vector<std::string> patterns;
  CollectPatterns(rule, patterns);
  for (const std::string& pattern : patterns) {
    const auto tried =
        query::RunToTable(engine, "SELECT " + query::MatchesWhole(dialect, "'a'", pattern) + " AS matches");
    if (!tried && tried.error().kind() == ErrorKind::invalid_input)
      return fmt::format("the pattern \"{}\" was rejected: {}", pattern, tried.error().message());
  }
  return std::nullopt;
}

}  // namespace

Result<QualityReport> CheckQuality(query::Engine& engine, const Ruleset& rules,
                                   const CompileOptions& options) {
  auto together = Evaluate(engine, rules, options);
  if (together) RETURN_IF_ERROR(NameFailingRows(engine, rules, options, *together));
  if (together || together.error().kind() != ErrorKind::invalid_input)
    return std::move(together).In("checking quality");
  QualityReport report;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    auto alone = Evaluate(engine, {rules[i]}, options);
    Verdict verdict;
    if (alone) {
      verdict = std::move(alone->verdicts[0]);
    } else if (alone.error().kind() == ErrorKind::invalid_input) {
      verdict.rule = rules[i].text;
      verdict.observed = InvalidPattern(engine, rules[i], options.dialect).value_or(alone.error().message());
    } else {
      return alone.error().In("checking quality");
    }
    verdict.number = static_cast<int>(i + 1);
    report.verdicts.push_back(std::move(verdict));
  }
  RETURN_IF_ERROR(NameFailingRows(engine, rules, options, report));
  return report;
}

}  // namespace fxlake::quality
