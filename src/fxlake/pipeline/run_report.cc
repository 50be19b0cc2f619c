// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/run_report.h"

#include <algorithm>

#include "fxlake/pipeline/step_log.h"

namespace fxlake::pipeline {
namespace {

Json ErrorToJson(const Error& error) {
  return JsonObject({{"error", TraitsOf(error.kind()).name}, {"message", error.message()}});
}

const Json* OutcomeOf(const std::vector<StepRecord>& steps, std::string_view step, std::string_view source) {
  const auto found = std::ranges::find_if(
      steps, [&](const StepRecord& record) { return record.step == step && record.source == source; });
  return found == steps.end() ? nullptr : &found->outcome;
}

Json LossToJson(const transform::RebuildLoss& loss) {
  Json pairs = Json::EmptyObject(), records = Json::EmptyArray();
  for (const auto& [pair, count] : loss.pairs) pairs.Set(pair, count);
  for (const auto& record : loss.missing_records) records.Append(record);
  const auto day = [](std::int32_t number) { return Json(Date::FromDays(number).ToString()); };
  return JsonObject({{"rates", loss.rates},
                     {"revisions", loss.revisions},
                     {"days", loss.days.size()},
                     {"first_day", loss.days.empty() ? Json() : day(*loss.days.begin())},
                     {"last_day", loss.days.empty() ? Json() : day(*loss.days.rbegin())},
                     {"pairs", std::move(pairs)},
                     {"missing_records", std::move(records)}});
}

bool HasUnreadable(const Json& transform) {
  const auto* unreadable = transform.Find("unreadable");
  return unreadable != nullptr && unreadable->is_array() && !unreadable->array().empty();
}

Json SourceReport(const std::vector<StepRecord>& steps, const std::string& source) {
  auto report = JsonObject({{"source", source}, {"ok", true}});
  const auto* ingest = OutcomeOf(steps, "ingest", source);
  const auto* transform = OutcomeOf(steps, "transform", source);
  if (ingest == nullptr) {
    report.Set("failure", ErrorToJson(Unavailable(source + " was not fetched")));
  } else if (const auto* failure = ingest->Find("failure")) {
    report.Set("failure", *failure);
  } else {
    report.Set("ingest", *ingest);
  }
  if (transform != nullptr) report.Set("transform", *transform);
  const bool failed =
      report.Find("failure") != nullptr ||
      (transform != nullptr && (transform->Find("failure") != nullptr || HasUnreadable(*transform)));
  report.Set("ok", !failed);
  return report;
}

}  // namespace

Result<Json> MakeReport(env::ObjectStore& store, const ExecutionFacts& facts) {
  ASSIGN_OR_RETURN(const auto steps, ReadSteps(store, facts.name));
  Json sources = Json::EmptyArray();
  for (const auto& source : facts.sources) sources.Append(SourceReport(steps, source));
  auto report = JsonObject({{"name", facts.name},
                            {"status", facts.status},
                            {"started", facts.started.ToString()},
                            {"finished", facts.finished.ToString()},
                            {"replayed", facts.replayed},
                            {"sources", std::move(sources)}});
  const auto* verdicts = OutcomeOf(steps, "validate", "");
  if (verdicts == nullptr) verdicts = OutcomeOf(steps, "query", "");
  if (verdicts != nullptr && verdicts->Find("failure") != nullptr) {
    report.Set("quality_failure", *verdicts->Find("failure"));
  } else if (verdicts != nullptr) {
    report.Set("quality", *verdicts);
  }
  if (facts.checked_from_year != 0) report.Set("checked_from_year", facts.checked_from_year);
  if (!facts.error.empty()) report.Set("error", facts.error);
  if (!facts.cause.empty()) report.Set("cause", facts.cause);
  return report;
}

bool Succeeded(const Json& report) { return report.StringAt("status").value_or("") == "SUCCEEDED"; }

Json ToJson(const transform::SourceOutcome& outcome) {
  Json unreadable = Json::EmptyArray();
  for (const auto& reason : outcome.unreadable_bodies) unreadable.Append(reason);
  auto json = JsonObject(
      {{"source", outcome.source},
       {"fetches", outcome.fetches},
       {"bodies", outcome.bodies},
       {"rows", outcome.rows},
       {"observations", outcome.observations},
       {"added", outcome.merged.added},
       {"same", outcome.merged.same},
       {"revised", outcome.merged.revised},
       {"rejected", outcome.rejected},
       {"future", outcome.future},
       {"suspect", outcome.suspect},
       {"dismissed", outcome.dismissed},
       {"no_rate", outcome.no_rate},
       {"skipped", outcome.skipped},
       {"rounded", outcome.rounded},
       {"conflicts", outcome.conflicts},
       {"partitions_written", outcome.partitions_written},
       {"first_year_written", outcome.first_year_written ? Json(*outcome.first_year_written) : Json()},
       {"rebuilt", outcome.rebuilt},
       {"watermark", outcome.watermark ? Json(outcome.watermark->ToString()) : Json()},
       {"unreadable", std::move(unreadable)}});
  Json labels = Json::EmptyObject(), skipped = Json::EmptyArray();
  for (const auto& [label, count] : outcome.unknown_labels) labels.Set(label, count);
  for (const auto& table : outcome.skipped_tables) skipped.Append(table);
  if (!outcome.unknown_labels.empty()) json.Set("unknown_labels", std::move(labels));
  if (!outcome.skipped_tables.empty()) json.Set("skipped_tables", std::move(skipped));
  if (outcome.rebuilt && outcome.loss.changed > 0) json.Set("changed", outcome.loss.changed);
  if (!outcome.loss.empty()) json.Set("loss", LossToJson(outcome.loss));
  if (outcome.failure) json.Set("failure", ErrorToJson(*outcome.failure));
  return json;
}

}  // namespace fxlake::pipeline
