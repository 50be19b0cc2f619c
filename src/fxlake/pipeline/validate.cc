// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "fxlake/base/excerpt.h"
#include "fxlake/pipeline/athena_results.h"
#include "fxlake/pipeline/handlers.h"
#include "fxlake/pipeline/run_report.h"
#include "fxlake/pipeline/step_log.h"
#include "fxlake/quality/parse.h"
#include "fxlake/quality/verdict.h"

namespace fxlake::pipeline {
namespace {

// SNS takes subjects of fewer than 100 characters of ASCII.
constexpr std::size_t kMostSubject = 99;

// What AWS makes of a failed function is JSON with the message in it; of anything else the cause is the
// message.
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

Result<std::vector<FailedSource>> FailedSources(const Json& event) {
  const auto* sources = event.Find("sources");
  if (sources == nullptr || !sources->is_array()) return InvalidInput("no array at key \"sources\"");
  std::vector<FailedSource> failed;
  for (const auto& source : sources->array()) {
    ASSIGN_OR_RETURN(const auto status, source.StringAt("status"));
    if (status != "FAILED") continue;
    const auto* name = source.Find("source");
    const bool own_days = name != nullptr && name->is_object();
    ASSIGN_OR_RETURN(auto text, own_days ? name->StringAt("source") : source.StringAt("source"));
    failed.push_back({std::move(text), MessageOf(source.StringAt("cause").value_or("no cause is given"))});
  }
  return failed;
}

Result<quality::QualityReport> VerdictsOf(const HandlerContext& context, const Json& event) {
  const auto* results = event.Find("results");
  if (results == nullptr) return InvalidInput("no results of the quality query");
  ASSIGN_OR_RETURN(const auto table, TableOfAthena(*results));
  ASSIGN_OR_RETURN(const auto rules, quality::ParseDqdl(context.rules));
  return quality::ReadVerdicts(table, rules.size());
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
  const auto verdicts = VerdictsOf(context, event);
  auto outcome = verdicts ? verdicts->ToJson() : FailureOutcome(verdicts.error());
  RETURN_IF_ERROR(KeepStep(context.lake.processed, execution, {"validate", "", std::move(outcome)}));
  if (!verdicts) return verdicts.error();
  return Answer(execution, sources, *verdicts);
}

}  // namespace fxlake::pipeline
