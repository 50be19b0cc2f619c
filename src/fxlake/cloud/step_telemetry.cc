// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cloud/step_telemetry.h"

#include <fmt/format.h>

#include "fxlake/base/text.h"
#include "fxlake/pipeline/run_metrics.h"

namespace fxlake::cloud {
namespace {

using telemetry::Event;
using telemetry::Metric;

std::string TextAt(const Json& json, std::string_view key) { return json.StringAt(key).value_or(""); }
std::uint64_t CountAt(const Json& json, std::string_view key) {
  return static_cast<std::uint64_t>(json.Int64At(key).value_or(0));
}
std::size_t LengthAt(const Json& json, std::string_view key) {
  const auto* items = json.Find(key);
  return items != nullptr && items->is_array() ? items->array().size() : 0;
}

// By name, or {"source": name, ...} with its own dates.
std::string SourceOf(const Json& event) {
  const auto* source = event.Find("source");
  return source != nullptr && source->is_object() ? TextAt(*source, "source") : TextAt(event, "source");
}

}  // namespace

void StepTelemetry::Emit(std::string_view step, const Json& event, const Result<Json>& answer) {
  const telemetry::Subject subject{.execution = TextAt(event, "execution"), .source = SourceOf(event)};
  if (!answer) return EmitFailure(step, subject, event, answer.error());
  if (step == "ingest") return EmitIngest(subject, *answer);
  if (step == "transform") return EmitTransform(subject, *answer);
  if (event.Find("rows") != nullptr) return;  // the rows of verdicts that were counted before
  EmitValidate(subject, event, *answer);
}

void StepTelemetry::EmitIngest(const telemetry::Subject& subject, const Json& answer) {
  const auto* kept = answer.Find("kept");
  const bool is_new = kept == nullptr || (kept->is_bool() && kept->boolean());
  const auto note = TextAt(answer, "note");
  telemetry_.Emit(Event::source_ingested, subject,
                  note.empty() ? fmt::format("{}, {}", Counted(CountAt(answer, "bodies"), "response"),
                                             Counted(CountAt(answer, "bytes"), "byte"))
                               : note,
                  answer);
  telemetry_.Measure(Metric::ingest_failures, 0, subject.source);
  telemetry_.Measure(Metric::bytes_fetched, is_new ? static_cast<double>(CountAt(answer, "bytes")) : 0,
                     subject.source);
  MeasureStaleDays(subject.source, answer.Find("watermark"));
}

void StepTelemetry::EmitTransform(const telemetry::Subject& subject, const Json& answer) {
  telemetry_.Emit(Event::source_transformed, subject,
                  fmt::format("{}: {} new, {} known, {} revised; {} rejected",
                              Counted(CountAt(answer, "observations"), "rate"), CountAt(answer, "added"),
                              CountAt(answer, "same"), CountAt(answer, "revised"),
                              Counted(CountAt(answer, "rejected"), "row")),
                  answer);
  const auto measure = [&](Metric metric, std::string_view key) {
    telemetry_.Measure(metric, static_cast<double>(CountAt(answer, key)), subject.source);
  };
  telemetry_.Measure(Metric::transform_failures, 0, subject.source);
  measure(Metric::observations_new, "added");
  measure(Metric::observations_revised, "revised");
  measure(Metric::rows_quarantined, "rejected");
  MeasureStaleDays(subject.source, answer.Find("watermark"));
}

void StepTelemetry::EmitValidate(const telemetry::Subject& subject, const Json& event, const Json& answer) {
  telemetry_.Emit(Event::quality_checked, subject, TextAt(answer, "message"), answer);
  if (LengthAt(answer, "failed_rules") > 0) {
    for (const auto& rule : answer.Find("failed_rules")->array())
      telemetry_.Emit(Event::rule_failed, subject, rule.string());
  }
  const auto rules = CountAt(answer, "rules");
  const auto failed = static_cast<std::int64_t>(LengthAt(answer, "failed_rules"));
  telemetry_.Measure(Metric::quality_rules_failed, static_cast<double>(failed));
  telemetry_.Measure(Metric::quality_rules_passed, static_cast<double>(rules - failed));
  telemetry_.Measure(Metric::empty_results, rules == 0 ? 1 : 0);
  const auto* passed = answer.Find("passed");
  EmitRun(subject, event, passed != nullptr && passed->is_bool() && passed->boolean(),
          TextAt(answer, "message"));
}

void StepTelemetry::EmitRun(const telemetry::Subject& subject, const Json& event, bool succeeded,
                            const std::string& message) {
  telemetry_.Emit(succeeded ? Event::run_succeeded : Event::run_failed, subject, message);
  telemetry_.Measure(Metric::runs_succeeded, succeeded ? 1 : 0);
  telemetry_.Measure(Metric::runs_failed, succeeded ? 0 : 1);
  const auto started = Instant::Parse(TextAt(event, "started"));
  if (!started) return;
  telemetry_.Measure(Metric::run_seconds,
                     static_cast<double>(clock_.Now() - *started) / static_cast<double>(Instant::kPerSecond));
}

void StepTelemetry::EmitFailure(std::string_view step, const telemetry::Subject& subject, const Json& event,
                                const Error& error) {
  if (step == "validate") return EmitRun(subject, event, false, error.message());
  const auto details = JsonObject({{"step", step}, {"error", TraitsOf(error.kind()).asl_name}});
  telemetry_.Emit(Event::source_failed, subject, error.message(), details);
  telemetry_.Measure(step == "ingest" ? Metric::ingest_failures : Metric::transform_failures, 1,
                     subject.source);
}

void StepTelemetry::MeasureStaleDays(const std::string& source, const Json* watermark) {
  if (watermark == nullptr || !watermark->is_string()) return;
  const auto spec = catalog_.Find(source);
  const auto newest = Date::Parse(watermark->string());
  if (!spec || !newest) return;
  telemetry_.Measure(Metric::stale_days,
                     static_cast<double>(pipeline::StaleDays((*spec)->calendar, *newest, clock_.Today())),
                     source);
}

}  // namespace fxlake::cloud
