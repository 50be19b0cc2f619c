// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "fxlake/base/excerpt.h"
#include "fxlake/pipeline/athena_results.h"
#include "fxlake/pipeline/failing_rows.h"
#include "fxlake/pipeline/handlers.h"
#include "fxlake/pipeline/run_report.h"
#include "fxlake/pipeline/step_log.h"
#include "fxlake/quality/parse.h"
#include "fxlake/quality/verdict.h"

namespace fxlake::pipeline {
namespace {

// SNS accepts subjects of fewer than 100 ASCII characters.
constexpr std::size_t kMostSubject = 99;

// A failed function's cause is JSON that contains the message; any other cause is the message.
std::string MessageOf(const std::string& cause) {
  const auto json = Json::Parse(cause);
  if (!json || !json->is_object()) return cause;
  for (const auto* key : {"errorMessage", "ErrorMessage"}) {
    if (const auto message = json->StringAt(key)) return *message;
  }
  return cause;
}

struct FailedSource {
  std::string name;
  std::string reason;
};

// By name, or with days of its own.
Result<std::string> NameIn(const Json& source) {
  const auto* name = source.Find("source");
  return name != nullptr && name->is_object() ? name->StringAt("source") : source.StringAt("source");
}

Result<std::vector<FailedSource>> FailedSources(const Json& event) {
  const auto* sources = event.Find("sources");
  if (sources == nullptr || !sources->is_array()) return InvalidInput("no array at key \"sources\"");
  std::vector<FailedSource> failed;
  for (const auto& source : sources->array()) {
    ASSIGN_OR_RETURN(const auto status, source.StringAt("status"));
    if (status != "FAILED") continue;
    ASSIGN_OR_RETURN(auto name, NameIn(source));
    failed.push_back({std::move(name), MessageOf(source.StringAt("cause").value_or("no cause is given"))});
  }
  return failed;
}

std::vector<std::string> SourcesOf(const Json& event) {
  std::vector<std::string> names;
  for (const auto& source : event.Find("sources")->array()) {
    if (auto name = NameIn(source)) names.push_back(*std::move(name));
  }
  return names;
}

Result<quality::QualityReport> VerdictsOf(const quality::Ruleset& rules, const Json& event) {
  const auto* results = event.Find("results");
  if (results == nullptr) return InvalidInput("no results of the quality query");
  ASSIGN_OR_RETURN(const auto table, TableOfAthena(*results));
  ASSIGN_OR_RETURN(auto verdicts, quality::ReadVerdicts(table, rules.size()));
  if (const auto* rows = event.Find("rows")) RETURN_IF_ERROR(NameFailingRows(*rows, verdicts));
  return verdicts;
}

Json Answer(const std::string& execution, const std::vector<FailedSource>& sources,
            const quality::QualityReport& verdicts) {
  std::string message;
  Json failed_sources = Json::EmptyArray(), failed_rules = Json::EmptyArray();
  for (const auto& source : sources) {
    message += fmt::format("source {} failed: {}\n", source.name, source.reason);
    failed_sources.Append(source.name);
  }
  for (const auto& verdict : verdicts.verdicts) {
    if (verdict.outcome == quality::Outcome::pass) continue;
    message += verdict.outcome == quality::Outcome::fail
                   ? fmt::format("rule failed: {} (observed {}, expected {})\n", verdict.rule,
                                 verdict.observed, verdict.expected)
                   : fmt::format("rule not checked: {} ({})\n", verdict.rule, verdict.observed);
    for (const auto& row : verdict.rows) message += fmt::format("  {}\n", row);
    failed_rules.Append(verdict.rule);
  }
  const bool passed = sources.empty() && verdicts.passed();
  if (verdicts.verdicts.empty()) message += "no rule was checked\n";
  std::string subject(
      Excerpt(fmt::format("FXLake {}: {}", passed ? "succeeded" : "failed", execution), kMostSubject));
  if (passed)
    message = fmt::format("{} of {} rules passed", verdicts.Count(quality::Outcome::pass),
                          verdicts.verdicts.size());
  if (message.ends_with('\n')) message.pop_back();
  return JsonObject({{"passed", passed},
                     {"subject", std::move(subject)},
                     {"message", std::move(message)},
                     {"failed_sources", std::move(failed_sources)},
                     {"failed_rules", std::move(failed_rules)},
                     {"rules", verdicts.verdicts.size()}});
}

}  // namespace

Result<Json> HandleValidate(const HandlerContext& context, const Json& event) {
  if (context.progress) context.progress("reading the verdicts", 0, 0);
  ASSIGN_OR_RETURN(const auto execution, event.StringAt("execution").In("reading the event of validate"));
  ASSIGN_OR_RETURN(const auto sources, FailedSources(event).In("reading the event of validate"));
  const auto rules = quality::ParseDqdl(context.rules);
  const auto verdicts = rules ? VerdictsOf(*rules, event) : Result<quality::QualityReport>(rules.error());
  auto outcome = verdicts ? verdicts->ToJson() : FailureOutcome(verdicts.error());
  RETURN_IF_ERROR(KeepStep(context.lake.processed, execution, {"validate", "", std::move(outcome)}));
  if (!verdicts) return verdicts.error();
  auto answer = Answer(execution, sources, *verdicts);
  if (event.Find("rows") == nullptr) {
    auto statements = StatementsForFailingRows(context, *rules, *verdicts, SourcesOf(event));
    if (!statements.array().empty()) answer.Set("statements", std::move(statements));
  }
  return answer;
}

}  // namespace fxlake::pipeline
