// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "fxlake/pipeline/run.h"
#include "fxlake/pipeline/run_history.h"
#include "fxlake/pipeline/step_log.h"

namespace fxlake::pipeline {
namespace {

std::optional<Instant> TimeAt(const Json& json, std::string_view key) {
  const auto time = Instant::Parse(json.StringAt(key).value_or(""));
  return time ? std::optional(*time) : std::nullopt;
}

std::optional<Instant> FirstEventOf(env::ObjectStore& store, const std::string& name) {
  const auto events = ReadHistory(store, name);
  return events && !events->empty() ? TimeAt(events->front(), "timestamp") : std::nullopt;
}

std::optional<Instant> TimeIn(std::string_view name) {
  const auto time = Instant::ParseCompact(name.substr(0, name.find('-')));
  return time ? std::optional(*time) : std::nullopt;
}

std::optional<Instant> RecordedStart(env::ObjectStore& store, const std::string& name,
                                     const Result<Json>& report) {
  const auto started = report ? TimeAt(*report, "started") : std::nullopt;
  return started ? started : FirstEventOf(store, name);
}

}  // namespace

std::optional<Instant> StartOf(env::ObjectStore& store, const std::string& name) {
  if (const auto time = TimeIn(name)) return time;
  return RecordedStart(store, name, ReadRun(store, name));
}

Result<std::vector<PastRun>> ListRuns(env::ObjectStore& store) {
  ASSIGN_OR_RETURN(auto names, store.ListFolders("runs/"));
  std::vector<std::pair<Instant, PastRun>> dated;
  for (auto& name : names) {
    auto report = ReadRun(store, name);
    if (!report && report.error().kind() != ErrorKind::not_found) return report.error();
    const auto in_name = TimeIn(name);
    const auto start = in_name ? in_name : RecordedStart(store, name, report);
    dated.emplace_back(start.value_or(Instant()),
                       PastRun{std::move(name), report ? std::optional(std::move(*report)) : std::nullopt});
  }
  std::ranges::sort(dated, std::greater(),
                    [](const auto& run) { return std::pair(run.first, run.second.name); });
  std::vector<PastRun> runs;
  for (auto& [start, run] : dated) runs.push_back(std::move(run));
  return runs;
}

Result<bool> HasBegun(env::ObjectStore& store, const std::string& name) {
  const auto input = store.Get(lake::RunInputKey(name));
  if (!input && input.error().kind() != ErrorKind::not_found)
    return input.error().In("looking for the execution " + name);
  return input.has_value();
}

Result<Json> ReadRun(env::ObjectStore& store, const std::string& name) {
  RETURN_IF_ERROR(CheckExecutionName(name));
  const auto doing = "reading the report of run " + name;
  ASSIGN_OR_RETURN(const auto text, store.GetRange(lake::RunReportKey(name), {0, UINT64_MAX}).In(doing));
  return Json::Parse(text).In(doing);
}

}  // namespace fxlake::pipeline
