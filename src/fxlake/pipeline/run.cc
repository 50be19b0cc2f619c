// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/run.h"

#include <fmt/format.h>

#include <algorithm>

#include "fxlake/pipeline/quality_check.h"

namespace fxlake::pipeline {
namespace {

constexpr std::string_view kInput = "input.json";
constexpr std::string_view kReport = "report.json";

Result<void> CheckName(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  };
  if (name.empty() || name.size() > 80 || name.starts_with('.') || !std::ranges::all_of(name, allowed)) {
    return InvalidInput(fmt::format("not the name of an execution (letters, digits, - _ .): \"{}\"", name.substr(0, 90)));
  }
  return {};
}

Json InputOf(const std::string& name, const std::vector<std::string>& sources, const RunOptions& options) {
  Json list = Json::EmptyArray();
  for (const auto& source : sources) list.Append(source);
  return JsonObject({{"name", name},
                     {"sources", std::move(list)},
                     {"from", options.ingest.from ? Json(options.ingest.from->ToString()) : Json()},
                     {"to", options.ingest.to ? Json(options.ingest.to->ToString()) : Json()},
                     {"replayed", options.ingest.replayed}});
}

SourceReport IngestOne(const RunContext& context, const RunOptions& options, const std::string& source) {
  SourceReport report{.source = source, .ingest = {}, .transform = {}, .failure = {}};
  const auto ask = [&]() -> Result<IngestOutcome> {
    ASSIGN_OR_RETURN(const auto* spec, context.catalog.Find(source));
    return Ingest(context.lake, *spec, context.http, context.clock, options.ingest);
  };
  auto outcome = ask();
  if (outcome) {
    report.ingest = std::move(*outcome);
  } else {
    report.failure = outcome.error().In("asking " + source);
  }
  return report;
}

// A check of what changed needs the year before it: jumps and gaps reach back over New Year.
int FirstYearToCheck(const RunReport& report, Date today) {
  int first = today.year();
  for (const auto& source : report.sources) {
    if (!source.transform) continue;
    if (source.transform->first_year_written) first = std::min(first, *source.transform->first_year_written);
    if (source.transform->watermark) first = std::min(first, source.transform->watermark->year());
  }
  return first - 1;
}

void CheckQuality(const RunContext& context, RunReport& report) {
  report.checked_from_year = FirstYearToCheck(report, context.clock.Today());
  const auto check = [&]() -> Result<quality::QualityReport> {
    ASSIGN_OR_RETURN(const auto options,
                     CheckOptions(context.lake.processed, context.catalog, context.clock.Today(), query::Dialect::duckdb));
    ASSIGN_OR_RETURN(const auto engine, context.open_engine(report.checked_from_year));
    return CheckLake(*engine, context.rules, options);
  };
  auto checked = check();
  if (checked) {
    report.quality = std::move(*checked);
  } else {
    report.quality_failure = checked.error().In("checking quality");
  }
}

}  // namespace

Result<RunReport> Run(const RunContext& context, const RunOptions& options) {
  RunReport report{.name = options.name,
                   .started = context.clock.Now(),
                   .replayed = options.ingest.replayed,
                   .sources = {},
                   .quality = {},
                   .quality_failure = {}};
  if (report.name.empty()) report.name = fmt::format("{}-{:06x}", report.started.ToCompact(), context.random.Next() & 0xFFFFFF);
  RETURN_IF_ERROR(CheckName(report.name));
  const auto names = options.sources.empty() ? context.catalog.EnabledNames() : options.sources;
  for (const auto& name : names) RETURN_IF_ERROR(context.catalog.Find(name));
  auto& store = context.lake.processed;
  const auto folder = lake::RunFolder(report.name);
  const auto begun = store.Put(folder + std::string(kInput), InputOf(report.name, names, options).DumpPretty(), env::IfAbsent());
  if (!begun && begun.error().kind() == ErrorKind::conflict)
    return Conflict(fmt::format("there is an execution named {} already", report.name));
  if (!begun) return begun.error().In("beginning the run");

  const auto say = [&](std::string_view step, std::size_t done = 0, std::size_t total = 0) {
    if (options.progress) options.progress(step, done, total);
  };
  for (const auto& name : names) {
    say("asking " + name);
    report.sources.push_back(IngestOne(context, options, name));
  }
  // Those that failed now too: they may have raw bytes that an earlier run could not transform.
  say("transforming");
  auto transformed = transform::Transform(context.lake, context.catalog, {.sources = names, .progress = say});
  for (auto& source : report.sources) {
    if (!transformed) {
      if (!source.failure) source.failure = transformed.error();
      continue;
    }
    const auto found = std::ranges::find(transformed->sources, source.source, &transform::SourceOutcome::source);
    if (found != transformed->sources.end()) source.transform = *found;
  }
  say("checking quality");
  CheckQuality(context, report);
  report.finished = context.clock.Now();
  RETURN_IF_ERROR(store.Put(folder + std::string(kReport), report.ToJson().DumpPretty(), env::Always()).In("keeping the run's report"));
  return report;
}

Result<std::vector<PastRun>> ListRuns(env::ObjectStore& store) {
  ASSIGN_OR_RETURN(auto names, store.ListFolders("runs/"));
  std::vector<PastRun> runs;
  for (auto& name : names) {
    auto report = ReadRun(store, name);
    if (!report && report.error().kind() != ErrorKind::not_found) return report.error();
    runs.push_back({std::move(name), report ? std::optional(std::move(*report)) : std::nullopt});
  }
  std::ranges::sort(runs, std::greater(), &PastRun::name);
  return runs;
}

Result<Json> ReadRun(env::ObjectStore& store, const std::string& name) {
  RETURN_IF_ERROR(CheckName(name));
  const auto doing = "reading the report of run " + name;
  ASSIGN_OR_RETURN(const auto text, store.GetRange(lake::RunFolder(name) + std::string(kReport), {0, UINT64_MAX}).In(doing));
  return Json::Parse(text).In(doing);
}

}  // namespace fxlake::pipeline
