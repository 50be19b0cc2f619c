// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/carried_history.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "fxlake/cli/audited.h"
#include "fxlake/cli/command.h"
#include "fxlake/cli/progress.h"
#include "fxlake/cli/run_and_report.h"
#include "fxlake/cli/run_work.h"
#include "fxlake/lake/manifest.h"

namespace fxlake::cli {
namespace {

constexpr std::string_view kFile = "eurofxref-hist.zip";

}  // namespace

Result<std::string> FindCarriedHistory(const ProcessEnvironment& environment) {
  if (const char* chosen = environment.variable("FXLAKE_HISTORY"); chosen != nullptr && *chosen != '\0')
    return std::string(chosen);
  std::string places;
  // As packages lay it, and as a build tree has it.
  for (const auto* folder : {"../share/fxlake", "../deps/ecb"}) {
    const auto path = std::filesystem::path(environment.program_folder) / folder / kFile;
    std::error_code error;
    if (std::filesystem::exists(path, error)) return path.lexically_normal().string();
    places += (places.empty() ? "" : ", ") + path.lexically_normal().string();
  }
  return NotFound(fmt::format(
      "looking for the carried history of the ECB's rates: no file {}; set FXLAKE_HISTORY", places));
}

Result<void> SeedLake(const Session& session) {
  auto environment = session.environment();
  environment.out = environment.err;
  auto options = session.options();
  options.today = kCarriedHistoryEnds.ToString();
  options.json = false;
  Session recorded(environment, std::move(options), session.config());
  ASSIGN_OR_RETURN(const auto lake, recorded.Lake());
  ASSIGN_OR_RETURN(const auto manifest, lake::ReadManifest(lake.processed));
  if (std::ranges::any_of(manifest.sources, [](const auto& each) { return !each.second.partitions.empty(); }))
    return {};
  RunWorkOptions work_options;
  ASSIGN_OR_RETURN(work_options.replay, FindCarriedHistory(environment));
  Progress progress(environment.err, !session.options().quiet);
  ASSIGN_OR_RETURN(const auto work, OpenRunWork(recorded, work_options, progress));
  ASSIGN_OR_RETURN(const auto reporting, OpenReporting(recorded, {}));
  pipeline::RunOptions run{.replayed = true};
  run.fetch_requests.push_back({.source = std::string(kCarriedSource)});
  ASSIGN_OR_RETURN(
      const auto code,
      RunAndReport(recorded, work, run, AuditedCommand("seed", {std::string(kCarriedSource)}), reporting));
  if (code != kSuccess) return Internal("filling the lake from the carried history: see the report above");
  return {};
}

}  // namespace fxlake::cli
