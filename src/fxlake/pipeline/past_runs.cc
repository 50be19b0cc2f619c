// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "fxlake/pipeline/run.h"
#include "fxlake/pipeline/step_log.h"

namespace fxlake::pipeline {

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

Result<bool> HasBegun(env::ObjectStore& store, const std::string& name) {
  const auto input = store.Get(lake::RunInputKey(name));
  if (!input && input.error().kind() != ErrorKind::not_found) return input.error().In("looking for the execution " + name);
  return input.has_value();
}

Result<Json> ReadRun(env::ObjectStore& store, const std::string& name) {
  RETURN_IF_ERROR(CheckExecutionName(name));
  const auto doing = "reading the report of run " + name;
  ASSIGN_OR_RETURN(const auto text, store.GetRange(lake::RunReportKey(name), {0, UINT64_MAX}).In(doing));
  return Json::Parse(text).In(doing);
}

}  // namespace fxlake::pipeline
