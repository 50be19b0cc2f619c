// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/run_work.h"

#include <filesystem>
#include <memory>
#include <mutex>

#include "fxlake/cli/lake_sql.h"
#include "fxlake/cli/quality_rules.h"
#include "fxlake/env/local_files.h"

namespace fxlake::cli {

namespace {

constexpr std::string_view kEnding = ".asl.json";

Result<std::map<std::string, std::string>> ReadWorkflows(const std::string& folder) {
  std::map<std::string, std::string> workflows;
  std::error_code failed;
  for (const auto& file : std::filesystem::directory_iterator(folder, failed)) {
    const auto name = file.path().filename().string();
    if (!name.ends_with(kEnding)) continue;
    ASSIGN_OR_RETURN(workflows[name.substr(0, name.size() - kEnding.size())],
                     env::ReadFile(file.path()).In("reading the workflows"));
  }
  if (failed) return NotFound("reading the workflows: folder not found: " + folder);
  if (workflows.empty())
    return NotFound("reading the workflows: " + folder + " has no file with the extension " +
                    std::string(kEnding));
  return workflows;
}

}  // namespace

void DeclareRunWork(Arguments& arguments, RunWorkOptions& options) {
  arguments.Option("--rules", options.rules, "File of quality rules (DQDL). Default: the built-in rules.");
  arguments.Option(
      "--workflows DIR", options.workflows,
      "Folder of state machines (NAME.asl.json) that the workflow can start; fxlake.asl.json in it "
      "replaces the built-in workflow");
}

Result<pipeline::RunContext> OpenRunWork(Session& session, const RunWorkOptions& options,
                                         Progress& progress) {
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  ASSIGN_OR_RETURN(auto* http, session.Http(options.replay));
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  ASSIGN_OR_RETURN(auto committed, session.CommitNote());
  ASSIGN_OR_RETURN(auto dqdl, ReadRules(session, options.rules));
  const auto& environment = session.environment();
  std::map<std::string, std::string> workflows;
  if (options.workflows) {
    ASSIGN_OR_RETURN(workflows, ReadWorkflows(*options.workflows));
  }
  workflows.emplace(pipeline::kWorkflowName, environment.workflow);
  const auto guard = std::make_shared<std::mutex>();
  const auto show = [&progress, guard](std::string_view step, std::size_t done, std::size_t total) {
    const std::lock_guard lock(*guard);
    progress.Show(step, done, total);
  };
  return pipeline::RunContext{
      .handlers = {.lake = lake,
                   .catalog = *catalog,
                   .http = *http,
                   .clock = *clock,
                   .rules = std::move(dqdl),
                   .dialect = query::Dialect::duckdb,
                   .progress = show,
                   .machine_clock = &environment.clock,
                   .committed = std::move(committed)},
      .random = environment.random,
      .real_clock = environment.clock,
      .processes = environment.processes,
      .workflows = std::move(workflows),
      .open_engine = [&session](int first_year) -> Result<std::unique_ptr<query::Engine>> {
        return OpenEngine(session, {.first_year = first_year});
      },
      .notify = [](const std::string&, const std::string&) -> Result<void> { return {}; },
      .publish_tables = [&session](const std::string& run) { return session.PublishTables(run); }};
}

}  // namespace fxlake::cli
