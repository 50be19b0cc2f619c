// SPDX-License-Identifier: Apache-2.0
#include "fxlake/verify/clean.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "fxlake/schedule/schedule_state.h"

namespace fxlake::verify {
namespace {

constexpr std::int64_t kDay = 24 * 60 * 60 * Instant::kPerSecond;

struct RunObjects {
  std::vector<std::string> keys;
  bool has_report = false;
};

std::map<std::string, RunObjects> ObjectsByRun(const Survey& survey) {
  std::map<std::string, RunObjects> runs;
  for (const auto& [key, size] : survey.runs) {
    const auto slash = key.find('/', 5);
    if (slash == std::string::npos) continue;
    auto& run = runs[key.substr(5, slash - 5)];
    run.keys.push_back(key);
    run.has_report = run.has_report || key == lake::RunReportKey(key.substr(5, slash - 5));
  }
  // The remaining objects of a run that has missing objects in the journal are removed with it.
  for (const auto& [key, sha256] : survey.journaled) {
    const auto slash = key.find('/', 5);
    if (!key.starts_with("runs/") || sha256.empty() || slash == std::string::npos ||
        survey.runs.contains(key))
      continue;
    auto& run = runs[key.substr(5, slash - 5)];
    run.keys.push_back(key);
    run.has_report = run.has_report || key == lake::RunReportKey(key.substr(5, slash - 5));
  }
  return runs;
}

// When a run ended: according to the journal, else its report, else its name.
Result<std::optional<Instant>> EndOf(const Survey& survey, const std::string& name) {
  std::optional<Instant> end;
  for (const auto& line : survey.journal) {
    if (line.entry && line.entry->execution == name) end = line.entry->at;
  }
  if (end) return end;
  ASSIGN_OR_RETURN(const auto bytes, ReadIfThere(survey.lake.processed, lake::RunReportKey(name)));
  const auto report = bytes ? Json::Parse(*bytes) : Result<Json>(NotFound(name));
  const auto finished = report ? report->StringAt("finished") : Result<std::string>(NotFound(name));
  const auto at = finished ? Instant::Parse(*finished) : Result<Instant>(NotFound(name));
  if (at) end = *at;
  if (!end) end = lake::RecordedAtOf(name);
  return end;
}

// "" when no execution is running, or when the lock cannot be read.
Result<std::string> RunningNow(const Survey& survey) {
  ASSIGN_OR_RETURN(const auto bytes, ReadIfThere(survey.lake.processed, lake::RunLockKey()));
  const auto lock = bytes ? Json::Parse(*bytes) : Result<Json>(NotFound("no lock"));
  return lock ? lock->StringAt("execution").value_or("") : std::string();
}

Result<void> AddOldRuns(const Survey& survey, int days, std::vector<Leftover>& removable) {
  ASSIGN_OR_RETURN(const auto running, RunningNow(survey));
  for (const auto& [name, run] : ObjectsByRun(survey)) {
    // A run without a report is in progress, or the next run writes its report.
    if (name == running || !run.has_report) continue;
    ASSIGN_OR_RETURN(const auto end, EndOf(survey, name));
    if (!end || *end + days * kDay > survey.options.now) continue;
    for (const auto& key : run.keys) {
      const auto there = survey.runs.find(key);
      removable.push_back({key,
                           fmt::format("the run ended at {}, more than {} days ago", end->ToSeconds(), days),
                           false, there == survey.runs.end() ? 0 : there->second});
    }
  }
  return {};
}

}  // namespace

Result<std::vector<Leftover>> FindRemovable(const Survey& survey, const CleanOptions& options) {
  ASSIGN_OR_RETURN(auto removable, FindLeftovers(survey));
  RETURN_IF_ERROR(AddOldRuns(survey, options.keep_runs_days, removable));
  for (const auto& [key, size] : survey.processed) {
    if (key != lake::ManifestKey() && !lake::PartitionOf(key))
      removable.push_back({key, "it is not an object of a lake", false, size});
  }
  for (const auto& [key, size] : survey.schedules) {
    const auto state = schedule::StateObject(survey.lake.processed, key).Read();
    if (options.schedules && !state && state.error().kind() == ErrorKind::corrupt)
      removable.push_back({key, "it cannot be read: " + state.error().message(), false, size});
  }
  for (const auto& key : survey.known_schedules) {
    if (options.schedules && !survey.schedules.contains(key))
      removable.push_back({key, "it is missing; the journal records that it was given up", false, 0});
  }
  return removable;
}

Result<void> Remove(const lake::Lake& lake, const std::vector<Leftover>& removable) {
  for (const auto& each : removable)
    RETURN_IF_ERROR((each.in_raw ? lake.raw : lake.processed).Delete(each.key).In("removing " + each.key));
  return {};
}

}  // namespace fxlake::verify
