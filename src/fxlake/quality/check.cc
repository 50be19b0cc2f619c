// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/check.h"

#include <utility>

namespace fxlake::quality {
namespace {

Result<QualityReport> Ask(query::Engine& engine, const Ruleset& rules, const CompileOptions& options) {
  ASSIGN_OR_RETURN(const query::Table table, query::RunToTable(engine, CompileRules(rules, options)));
  return ReadVerdicts(table, rules.size());
}

}  // namespace

Result<QualityReport> CheckQuality(query::Engine& engine, const Ruleset& rules, const CompileOptions& options) {
  auto together = Ask(engine, rules, options);
  if (together || together.error().kind() != ErrorKind::invalid_input) return std::move(together).In("checking quality");
  QualityReport report;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    auto alone = Ask(engine, {rules[i]}, options);
    Verdict verdict;
    if (alone) {
      verdict = std::move(alone->verdicts[0]);
    } else if (alone.error().kind() == ErrorKind::invalid_input) {
      verdict.rule = rules[i].text;
      verdict.observed = alone.error().message();
    } else {
      return alone.error().In("checking quality");
    }
    verdict.number = static_cast<int>(i + 1);
    report.verdicts.push_back(std::move(verdict));
  }
  return report;
}

}  // namespace fxlake::quality
