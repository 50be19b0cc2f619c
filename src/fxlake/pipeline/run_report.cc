// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/run_report.h"

#include <fmt/format.h>

#include <algorithm>

namespace fxlake::pipeline {
namespace {

// 217555 as 217,555.
std::string Grouped(std::uint64_t number) {
  auto text = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3) text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

Json ErrorToJson(const Error& error) { return JsonObject({{"error", TraitsOf(error.kind()).name}, {"message", error.message()}}); }

std::string IngestLine(const SourceReport& report) {
  if (!report.ingest) return "";
  const auto& ingest = *report.ingest;
  if (!ingest.new_data) return fmt::format("  ingest     nothing new: {}\n", ingest.note);
  return fmt::format("  ingest     {} to {}: {} bodies, {} bytes\n", ingest.from.ToString(), ingest.to.ToString(), Grouped(ingest.bodies),
                     Grouped(ingest.bytes));
}

std::string TransformLine(const SourceReport& report) {
  if (!report.transform || report.transform->failure) return "";
  const auto& outcome = *report.transform;
  if (outcome.visits == 0 && !outcome.rebuilt) return "";
  std::string line =
      fmt::format("  transform  {} observations: {} new, {} known, {} revised; {} partitions written{}\n", Grouped(outcome.observations),
                  Grouped(outcome.merged.added), Grouped(outcome.merged.same), Grouped(outcome.merged.revised),
                  Grouped(outcome.partitions_written), outcome.rebuilt ? " (rebuilt from raw)" : "");
  if (outcome.refused > 0)
    line += fmt::format("  quarantine {} rows: see fxlake quarantine list --source {}\n", Grouped(outcome.refused), outcome.source);
  if (outcome.rounded > 0) line += fmt::format("  rounded    {} rates had more than ten decimals\n", Grouped(outcome.rounded));
  return line;
}

}  // namespace

std::vector<std::string> SourceReport::Reasons() const {
  std::vector<std::string> reasons;
  if (failure) reasons.push_back(failure->message());
  if (transform && transform->failure) reasons.push_back(transform->failure->message());
  if (transform) std::ranges::copy(transform->unreadable_bodies, std::back_inserter(reasons));
  return reasons;
}

bool RunReport::ok() const {
  return std::ranges::all_of(sources, &SourceReport::ok) && !quality_failure && (!quality || quality->passed());
}

std::string RunReport::ToText() const {
  std::string text = fmt::format("run {}{}\n", name, replayed ? " (from a recording)" : "");
  for (const auto& source : sources) {
    text += fmt::format("{}\n{}{}", source.source, IngestLine(source), TransformLine(source));
    for (const auto& reason : source.Reasons()) text += fmt::format("  FAILED     {}\n", reason);
  }
  if (quality) text += fmt::format("quality (partitions from {} on)\n{}", checked_from_year, quality->ToText());
  if (quality_failure) text += fmt::format("quality\n  FAILED     {}\n", quality_failure->message());
  text += fmt::format("{} in {:.2f} s\n", ok() ? "succeeded" : "FAILED", static_cast<double>(finished - started) / Instant::kPerSecond);
  return text;
}

Json ToJson(const transform::SourceOutcome& outcome) {
  Json unreadable = Json::EmptyArray();
  for (const auto& reason : outcome.unreadable_bodies) unreadable.Append(reason);
  auto json = JsonObject({{"source", outcome.source},
                          {"visits", outcome.visits},
                          {"bodies", outcome.bodies},
                          {"rows", outcome.rows},
                          {"observations", outcome.observations},
                          {"added", outcome.merged.added},
                          {"same", outcome.merged.same},
                          {"revised", outcome.merged.revised},
                          {"refused", outcome.refused},
                          {"without_rate", outcome.without_rate},
                          {"ignored", outcome.ignored},
                          {"rounded", outcome.rounded},
                          {"partitions_written", outcome.partitions_written},
                          {"rebuilt", outcome.rebuilt},
                          {"watermark", outcome.watermark ? Json(outcome.watermark->ToString()) : Json()},
                          {"unreadable", std::move(unreadable)}});
  if (outcome.failure) json.Set("failure", ErrorToJson(*outcome.failure));
  return json;
}

Json RunReport::ToJson() const {
  Json list = Json::EmptyArray();
  for (const auto& source : sources) {
    auto json = JsonObject({{"source", source.source}, {"ok", source.ok()}});
    if (source.ingest) json.Set("ingest", source.ingest->ToJson());
    if (source.transform) json.Set("transform", pipeline::ToJson(*source.transform));
    if (source.failure) json.Set("failure", ErrorToJson(*source.failure));
    list.Append(std::move(json));
  }
  auto json = JsonObject({{"name", name},
                          {"status", ok() ? "SUCCEEDED" : "FAILED"},
                          {"started", started.ToString()},
                          {"finished", finished.ToString()},
                          {"replayed", replayed},
                          {"sources", std::move(list)}});
  if (quality) json.Set("quality", quality->ToJson());
  if (quality) json.Set("checked_from_year", checked_from_year);
  if (quality_failure) json.Set("quality_failure", ErrorToJson(*quality_failure));
  return json;
}

}  // namespace fxlake::pipeline
