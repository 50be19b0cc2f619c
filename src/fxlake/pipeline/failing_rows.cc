// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/failing_rows.h"

#include "fxlake/pipeline/athena_results.h"
#include "fxlake/pipeline/quality_check.h"
#include "fxlake/quality/failing_rows.h"

namespace fxlake::pipeline {
namespace {

constexpr std::size_t kMostBytes = 120'000;  // a state of an execution has room for 256 KiB
constexpr std::size_t kMostStatements = 40;  // whose answers have to fit beside them

// As the statement of the verdicts was made: for Athena on any day, here for this day.
Result<quality::CompileOptions> Options(const HandlerContext& context,
                                        const std::vector<std::string>& sources) {
  if (context.dialect == query::Dialect::duckdb) {
    const auto today = context.clock.Today();
    ASSIGN_OR_RETURN(const auto inputs,
                     CheckInputsFor(context.lake.processed, context.catalog, today, sources));
    return CheckOptions(inputs, today, context.dialect);
  }
  std::vector<std::string> known;
  for (const auto& source : sources) {
    if (context.catalog.Find(source)) known.push_back(source);
  }
  return UndatedCheckOptions(context.catalog, known, context.dialect);
}

}  // namespace

Json StatementsForFailingRows(const HandlerContext& context, const quality::Ruleset& rules,
                              const quality::QualityReport& report, const std::vector<std::string>& sources) {
  Json statements = Json::EmptyArray();
  if (report.Count(quality::Outcome::fail) == 0) return statements;
  // Without them the verdicts hold all the same.
  const auto options = Options(context, sources);
  if (!options) return statements;
  std::size_t bytes = 0;
  for (const auto& verdict : report.verdicts) {
    if (verdict.outcome != quality::Outcome::fail) continue;
    const auto sql = quality::FailingRowsSql(rules[static_cast<std::size_t>(verdict.number - 1)], *options);
    if (!sql || bytes + sql->size() > kMostBytes || statements.array().size() == kMostStatements) continue;
    bytes += sql->size();
    statements.Append(JsonObject({{"rule_number", verdict.number}, {"statement", *sql}}));
  }
  return statements;
}

Result<void> NameFailingRows(const Json& rows, quality::QualityReport& report) {
  if (!rows.is_array()) return InvalidInput("\"rows\" is no array");
  for (const auto& answer : rows.array()) {
    ASSIGN_OR_RETURN(const auto number, answer.Int64At("rule_number"));
    if (number < 1 || number > static_cast<std::int64_t>(report.verdicts.size()))
      return InvalidInput("there is no rule " + std::to_string(number));
    if (answer.Find("ResultSet") == nullptr) continue;
    ASSIGN_OR_RETURN(const auto table, TableOfAthena(answer));
    quality::TakeFailingRows(table, report.verdicts[static_cast<std::size_t>(number - 1)]);
  }
  return {};
}

}  // namespace fxlake::pipeline
