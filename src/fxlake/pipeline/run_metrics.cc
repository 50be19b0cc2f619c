// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/run_metrics.h"

#include <fmt/format.h>

#include "fxlake/lake/manifest.h"
#include "fxlake/quality/check_views.h"

namespace fxlake::pipeline {
namespace {

using telemetry::Event;
using telemetry::Metric;
using telemetry::Telemetry;

const Json kNothing;

const Json& At(const Json& json, std::string_view key) {
  const auto* value = json.Find(key);
  return value == nullptr ? kNothing : *value;
}

std::string TextAt(const Json& json, std::string_view key) { return json.StringAt(key).value_or(""); }

double CountAt(const Json& json, std::string_view key) {
  return static_cast<double>(json.Int64At(key).value_or(0));
}

bool IsEmptyList(const Json& json) { return !json.is_array() || json.array().empty(); }

void PublishSource(const Json& report, const std::string& execution, Telemetry& telemetry) {
  const auto source = TextAt(report, "source");
  const telemetry::Subject subject{.execution = execution, .source = source};
  const auto& failure = At(report, "failure");
  const auto& ingest = At(report, "ingest");
  const auto& transform = At(report, "transform");
  telemetry.Measure(Metric::ingest_failures, failure.is_object() ? 1 : 0, source);
  if (failure.is_object())
    telemetry.Emit(Event::source_failed, subject, TextAt(failure, "message"),
                   JsonObject({{"step", "ingest"}}));
  if (ingest.is_object()) {
    telemetry.Measure(Metric::bytes_fetched, CountAt(ingest, "bytes"), source);
    telemetry.Emit(Event::source_ingested, subject, TextAt(ingest, "note"),
                   JsonObject({{"bytes", At(ingest, "bytes")}}));
  }
  if (!transform.is_object()) return;
  const auto& transform_failure = At(transform, "failure");
  const bool failed = transform_failure.is_object() || !IsEmptyList(At(transform, "unreadable"));
  telemetry.Measure(Metric::transform_failures, failed ? 1 : 0, source);
  if (failed) {
    const auto& unreadable = At(transform, "unreadable");
    const auto reason = transform_failure.is_object() ? TextAt(transform_failure, "message")
                                                      : unreadable.array().front().Dump();
    telemetry.Emit(Event::source_failed, subject, reason, JsonObject({{"step", "transform"}}));
  }
  if (transform_failure.is_object()) return;
  telemetry.Measure(Metric::observations_new, CountAt(transform, "added"), source);
  telemetry.Measure(Metric::observations_revised, CountAt(transform, "revised"), source);
  telemetry.Measure(Metric::rows_quarantined, CountAt(transform, "rejected"), source);
  telemetry.Emit(Event::source_transformed, subject, "",
                 JsonObject({{"new", At(transform, "added")},
                             {"revised", At(transform, "revised")},
                             {"rejected", At(transform, "rejected")}}));
}

void PublishQuality(const Json& report, const std::string& execution, Telemetry& telemetry) {
  const telemetry::Subject subject{.execution = execution};
  if (const auto& failure = At(report, "quality_failure"); failure.is_object())
    return telemetry.Emit(Event::rule_failed, subject,
                          "the rules could not be checked: " + TextAt(failure, "message"));
  const auto& quality = At(report, "quality");
  if (!quality.is_object()) return;
  const auto rules = CountAt(quality, "rules");
  const auto failed = CountAt(quality, "failed") + CountAt(quality, "errors");
  telemetry.Measure(Metric::quality_rules_failed, failed);
  telemetry.Measure(Metric::quality_rules_passed, rules - failed);
  telemetry.Measure(Metric::empty_results, rules == 0 ? 1 : 0);
  telemetry.Emit(Event::quality_checked, subject, "",
                 JsonObject({{"rules", At(quality, "rules")}, {"failed", failed}}));
  if (IsEmptyList(At(quality, "verdicts"))) return;
  for (const auto& verdict : At(quality, "verdicts").array()) {
    if (TextAt(verdict, "verdict") == "pass") continue;
    telemetry.Emit(
        Event::rule_failed, subject, TextAt(verdict, "rule"),
        JsonObject({{"observed", At(verdict, "observed")}, {"expected", At(verdict, "expected")}}));
  }
}

}  // namespace

std::int64_t StaleDays(const rates::Calendar& calendar, Date newest, Date today) {
  const auto due = quality::ExpectedLast(calendar, today);
  return newest >= due ? 0 : static_cast<std::int64_t>(calendar.PublicationDays(newest + 1, due).size());
}

void PublishRun(const Json& report, Telemetry& telemetry) {
  const auto execution = TextAt(report, "name");
  const auto& sources = At(report, "sources");
  for (std::size_t i = 0; sources.is_array() && i < sources.array().size(); ++i)
    PublishSource(sources.array()[i], execution, telemetry);
  PublishQuality(report, execution, telemetry);
  const bool succeeded = TextAt(report, "status") == "SUCCEEDED";
  telemetry.Measure(Metric::runs_succeeded, succeeded ? 1 : 0);
  telemetry.Measure(Metric::runs_failed, succeeded ? 0 : 1);
  const auto started = Instant::Parse(TextAt(report, "started"));
  const auto finished = Instant::Parse(TextAt(report, "finished"));
  const double seconds = started && finished ? static_cast<double>(*finished - *started) /
                                                   static_cast<double>(Instant::kPerSecond)
                                             : 0;
  telemetry.Measure(Metric::run_seconds, seconds);
  telemetry.Emit(succeeded ? Event::run_succeeded : Event::run_failed, {.execution = execution},
                 TextAt(report, "cause"), JsonObject({{"seconds", seconds}}));
}

Result<void> PublishAges(const Json& report, env::ObjectStore& processed, const sources::Catalog& catalog,
                         Date today, Telemetry& telemetry) {
  ASSIGN_OR_RETURN(const auto manifest, lake::ReadManifest(processed).In("measuring the age of the sources"));
  const auto& sources = At(report, "sources");
  for (std::size_t i = 0; sources.is_array() && i < sources.array().size(); ++i) {
    const auto name = TextAt(sources.array()[i], "source");
    const auto state = manifest.sources.find(name);
    const auto spec = catalog.Find(name);
    if (state == manifest.sources.end() || !state->second.watermark || !spec) continue;
    telemetry.Measure(Metric::stale_days,
                      static_cast<double>(StaleDays((*spec)->calendar, *state->second.watermark, today)),
                      name);
  }
  return {};
}

}  // namespace fxlake::pipeline
