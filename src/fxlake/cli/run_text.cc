// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/run_text.h"

#include <fmt/format.h>

#include <map>

#include "fxlake/base/instant.h"
#include "fxlake/cli/table_output.h"
#include "fxlake/sources/body/read.h"

namespace fxlake::cli {
namespace {

std::string TextAt(const Json& json, std::string_view key) { return json.StringAt(key).value_or(""); }
std::uint64_t CountAt(const Json& json, std::string_view key) {
  return static_cast<std::uint64_t>(json.Int64At(key).value_or(0));
}
bool TrueAt(const Json& json, std::string_view key) {
  const auto* value = json.Find(key);
  return value != nullptr && value->is_bool() && value->boolean();
}
Json::Array ListAt(const Json& json, std::string_view key) {
  const auto* list = json.Find(key);
  return list != nullptr && list->is_array() ? list->array() : Json::Array();
}

std::optional<std::string> SecondsOf(const Json& report) {
  const auto started = Instant::Parse(TextAt(report, "started")),
             finished = Instant::Parse(TextAt(report, "finished"));
  if (!started || !finished) return std::nullopt;
  const auto milliseconds = (*finished - *started) / 1000;
  return fmt::format("{}.{:03}", milliseconds / 1000, milliseconds % 1000);
}

std::string StatusLine(const Json& ingest) {
  if (TextAt(ingest, "source_status") != "unverified") return "";
  return "  unverified  this source was never verified on real responses\n";
}

std::string IngestLine(const Json& ingest) {
  if (!TrueAt(ingest, "kept")) return fmt::format("  ingest      nothing new: {}\n", TextAt(ingest, "note"));
  return fmt::format(
      "  ingest      {} to {}; {}, {}\n"
      "  fetch       {}\n",
      TextAt(ingest, "from"), TextAt(ingest, "to"), GroupedCount(CountAt(ingest, "bodies"), "response"),
      GroupedCount(CountAt(ingest, "bytes"), "byte"), TextAt(ingest, "fetch_record"));
}

// " (1 dated too late, 2 suspect)", or "".
std::string KindsOf(const Json& transform) {
  std::string text;
  for (const auto& [key, words] :
       {std::pair("future", "with a future date"), std::pair("suspect", "suspect")}) {
    if (const auto count = CountAt(transform, key); count > 0)
      text += fmt::format("{}{} {}", text.empty() ? " (" : ", ", Grouped(count), words);
  }
  return text.empty() ? text : text + ")";
}

std::string TransformLines(const Json& transform) {
  std::string text;
  if (CountAt(transform, "fetches") > 0 || TrueAt(transform, "rebuilt")) {
    text += fmt::format("  transform   {}: {} new, {} known, {} revised; {} written{}\n",
                        GroupedCount(CountAt(transform, "observations"), "rate"),
                        Grouped(CountAt(transform, "added")), Grouped(CountAt(transform, "same")),
                        Grouped(CountAt(transform, "revised")),
                        GroupedCount(CountAt(transform, "partitions_written"), "partition"),
                        TrueAt(transform, "rebuilt") ? " (rebuilt from raw)" : "");
  }
  if (const auto rejected = CountAt(transform, "rejected"); rejected > 0)
    text += fmt::format("  quarantine  {}{}\n", GroupedCount(rejected, "row"), KindsOf(transform));
  if (const auto conflicts = CountAt(transform, "conflicts"); conflicts > 0)
    text += fmt::format("  duplicates  {}: another rate for the same date and pair\n",
                        GroupedCount(conflicts, "conflicting duplicate"));
  if (const auto* labels = transform.Find("unknown_labels"); labels != nullptr && labels->is_object()) {
    std::map<std::string, std::uint64_t> counts;
    for (const auto& [label, count] : labels->object()) counts.emplace(label, CountAt(*labels, label));
    text += fmt::format("  labels      without a currency: {}\n", sources::CodesToMap(counts));
  }
  for (const auto& table : ListAt(transform, "skipped_tables"))
    text += fmt::format("  skipped     table \"{}\" has no header that matches\n",
                        table.is_string() ? table.string() : table.Dump());
  for (const auto& reason : ListAt(transform, "unreadable"))
    text += fmt::format("  FAILED      {}\n", reason.is_string() ? reason.string() : reason.Dump());
  if (const auto* failure = transform.Find("failure"))
    text += fmt::format("  FAILED      {}\n", TextAt(*failure, "message"));
  return text;
}

// The newest day that has a rate: after the transform, or before it when it did not run.
std::string WatermarkOf(const Json& source) {
  for (const auto* step : {"transform", "ingest"}) {
    const auto* outcome = source.Find(step);
    if (outcome == nullptr) continue;
    if (auto watermark = TextAt(*outcome, "watermark"); !watermark.empty()) return watermark;
  }
  return "";
}

std::string QualityLines(const Json& report, bool all) {
  std::string text;
  if (const auto* quality = report.Find("quality")) {
    const auto rules = CountAt(*quality, "rules"), failed = CountAt(*quality, "failed"),
               errors = CountAt(*quality, "errors");
    const auto first = CountAt(report, "checked_from_year");
    text += fmt::format("quality{}: {} of {} rules passed",
                        first == 0 ? "" : fmt::format(" from {} on", first), rules - failed - errors, rules);
    if (failed > 0) text += fmt::format(", {} failed", failed);
    if (errors > 0) text += fmt::format(", {} could not be checked", errors);
    text += '\n';
    for (const auto& verdict : ListAt(*quality, "verdicts")) {
      if (TextAt(verdict, "verdict") == "pass" && !all) continue;
      text += fmt::format("  {:<6}{}\n", TextAt(verdict, "verdict"), TextAt(verdict, "rule"));
      if (TextAt(verdict, "verdict") != "pass")
        text += fmt::format("        observed {}, expected {}\n", TextAt(verdict, "observed"),
                            TextAt(verdict, "expected"));
      for (const auto& row : ListAt(verdict, "rows"))
        text += fmt::format("        {}\n", row.is_string() ? row.string() : row.Dump());
    }
  }
  if (const auto* failure = report.Find("quality_failure"))
    text += fmt::format("quality\n  FAILED      {}\n", TextAt(*failure, "message"));
  return text;
}

// The error of the execution, unless it was printed already.
std::string CauseLine(const Json& report) {
  const auto error = TextAt(report, "error");
  if (error.empty() || report.Find("quality") != nullptr || report.Find("quality_failure") != nullptr)
    return "";
  return fmt::format("\n{}: {}\n", error, TextAt(report, "cause"));
}

}  // namespace

std::vector<std::optional<std::string>> RunRow(const pipeline::PastRun& run) {
  if (!run.report) return {run.name, "UNFINISHED", std::nullopt, std::nullopt, std::nullopt};
  std::string sources;
  for (const auto& source : ListAt(*run.report, "sources")) {
    sources +=
        (sources.empty() ? "" : ", ") + TextAt(source, "source") + (TrueAt(source, "ok") ? "" : " (failed)");
  }
  const auto started = Instant::Parse(TextAt(*run.report, "started"));
  return {run.name, TextAt(*run.report, "status"),
          started ? std::optional(started->ToSeconds()) : std::nullopt, SecondsOf(*run.report), sources};
}

Json RunSources(const pipeline::PastRun& run) {
  auto sources = Json::EmptyArray();
  if (!run.report) return sources;
  for (const auto& source : ListAt(*run.report, "sources"))
    sources.Append(JsonObject({{"source", TextAt(source, "source")}, {"ok", TrueAt(source, "ok")}}));
  return sources;
}

std::string RunText(const Json& report, bool all_rules) {
  auto text = fmt::format("run {}: {}{}\nstarted {}, took {} s\n", TextAt(report, "name"),
                          TextAt(report, "status"), TrueAt(report, "replayed") ? " (from a recording)" : "",
                          TextAt(report, "started"), SecondsOf(report).value_or("?"));
  for (const auto& source : ListAt(report, "sources")) {
    text += "\n" + TextAt(source, "source") + "\n";
    if (const auto* ingest = source.Find("ingest")) text += StatusLine(*ingest) + IngestLine(*ingest);
    if (const auto* transform = source.Find("transform")) text += TransformLines(*transform);
    if (const auto watermark = WatermarkOf(source); !watermark.empty())
      text += fmt::format("  watermark   {}\n", watermark);
    if (const auto* failure = source.Find("failure"))
      text += fmt::format("  FAILED      {}\n", TextAt(*failure, "message"));
  }
  const auto quality = QualityLines(report, all_rules);
  if (!quality.empty()) text += "\n" + quality;
  return text + CauseLine(report);
}

}  // namespace fxlake::cli
