// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "fxlake/base/text.h"
#include "fxlake/cli/audited.h"
#include "fxlake/cli/commands.h"
#include "fxlake/cli/date_options.h"
#include "fxlake/cli/progress.h"
#include "fxlake/cli/run_and_report.h"
#include "fxlake/cli/run_work.h"
#include "fxlake/lake/manifest.h"
#include "fxlake/pipeline/missing_days.h"
#include "fxlake/pipeline/run.h"

namespace fxlake::cli {
namespace {

struct Options {
  std::vector<std::string> sources;
  std::optional<std::string> from, to;
  RunWorkOptions work;
  std::string name;
  std::vector<std::string> parameters;
  std::string if_running = "refuse";
  bool heal = false;
  bool unverified = false;
  ReportingOptions reporting;
};

Result<std::map<std::string, std::string>> ReadParameters(const std::vector<std::string>& texts) {
  std::map<std::string, std::string> parameters;
  for (const auto& text : texts) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
      return InvalidInput("reading --param: expected NAME=VALUE, not \"" + text + "\"");
    parameters[text.substr(0, equals)] = text.substr(equals + 1);
  }
  return parameters;
}

Result<pipeline::IfRunning> ReadIfRunning(const std::string& text) {
  if (text == "refuse") return pipeline::IfRunning::refuse;
  if (text == "wait") return pipeline::IfRunning::wait;
  if (text == "beside") return pipeline::IfRunning::beside;
  return InvalidInput("reading --if-running: expected refuse, wait or beside, not \"" + text + "\"");
}

Result<std::vector<pipeline::FetchRequest>> FetchesOf(const sources::Catalog& catalog,
                                                      const Options& options) {
  ASSIGN_OR_RETURN(const auto from, ReadDay(options.from, "--from"));
  ASSIGN_OR_RETURN(const auto to, ReadDay(options.to, "--to"));
  std::vector<pipeline::FetchRequest> fetch_requests;
  auto sources = options.sources;
  if (sources.empty()) {
    ASSIGN_OR_RETURN(sources, catalog.EnabledNames());
  }
  for (const auto& source : sources) {
    fetch_requests.push_back({.source = source, .from = from, .to = to});
  }
  return fetch_requests;
}

// Fetches from the first day that the lake lacks, if any.
Result<void> Heal(Session& session, const sources::Catalog& catalog,
                  std::vector<pipeline::FetchRequest>& fetch_requests) {
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  ASSIGN_OR_RETURN(const auto manifest, lake::ReadManifest(lake.processed));
  for (auto& fetch_request : fetch_requests) {
    if (fetch_request.from) continue;
    ASSIGN_OR_RETURN(const auto* spec, catalog.Find(fetch_request.source));
    ASSIGN_OR_RETURN(const auto missing,
                     pipeline::MissingDays(lake.processed, manifest, *spec, clock->Now()));
    if (missing.empty()) continue;
    fetch_request.from = missing.front();
    session.Note(fmt::format("{}: {} missing, from {} on", fetch_request.source,
                             Counted(missing.size(), "publication day"), missing.front().ToString()));
  }
  return {};
}

Result<int> Run(Session& session, const Options& options, bool days_needed) {
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  pipeline::RunOptions run{
      .name = options.name, .replayed = options.work.replay.has_value(), .unverified = options.unverified};
  ASSIGN_OR_RETURN(run.fetch_requests, FetchesOf(*catalog, options));
  if (options.heal) RETURN_IF_ERROR(Heal(session, *catalog, run.fetch_requests));
  ASSIGN_OR_RETURN(run.parameters, ReadParameters(options.parameters));
  ASSIGN_OR_RETURN(run.if_running, ReadIfRunning(options.if_running));
  Progress progress(session.environment().err, !session.options().quiet);
  ASSIGN_OR_RETURN(const auto work, OpenRunWork(session, options.work, progress));
  ASSIGN_OR_RETURN(const auto reporting, OpenReporting(session, options.reporting));
  return RunAndReport(session, work, run, AuditedCommand(days_needed ? "backfill" : "run", options.sources),
                      reporting);
}

Action Declare(Arguments& arguments, bool days_needed) {
  const auto options = std::make_shared<Options>();
  arguments.Option("--source", options->sources,
                   "Source to fetch (repeatable). Default: all enabled sources.");
  arguments.Option("--from", options->from,
                   days_needed ? "First date to fetch"
                               : "First date to fetch. Default: the first date that the lake lacks.");
  arguments.Option("--to", options->to,
                   days_needed ? "Last date to fetch" : "Last date to fetch. Default: today.");
  arguments.Option("--replay", options->work.replay,
                   "Recorded responses to use instead of the network: a file, or a folder with request.json");
  arguments.Flag("--unverified", options->unverified,
                 "Also fetch named sources that were never verified on real responses");
  arguments.Option("--name", options->name,
                   "Execution name, which must be new. Default: the start time and a random suffix.");
  arguments.Option("--param", options->parameters, "Source parameter as NAME=VALUE (repeatable)");
  arguments.Option(
      "--if-running refuse|wait|beside", options->if_running,
      "Action when another execution is running on the lake: end with an error, wait for it, or run in "
      "parallel");
  if (!days_needed)
    arguments.Flag("--heal", options->heal, "Fetch again the publication days that the lake lacks");
  DeclareRunWork(arguments, options->work);
  DeclareReporting(arguments, options->reporting);
  return [options, days_needed](Session& session) -> Result<int> {
    if (days_needed && (!options->from || !options->to))
      return InvalidInput("backfill needs --from and --to");
    return Run(session, *options, days_needed);
  };
}

}  // namespace

Command RunCommand() {
  return {"run", "Fetch, transform and validate",
          "Executes the workflow workflows/fxlake.asl.json, with its retries and error handling. Exits "
          "with 0 only if every source was fetched and every check passed. Only one execution runs on a "
          "lake at a time. If an execution was killed, the next one closes it and transforms what it "
          "left.\n"
          "\n"
          "Examples:\n"
          "  fxlake run\n"
          "  fxlake run --heal\n"
          "  fxlake run --source ecb-history --replay eurofxref-hist.zip --today 2026-04-14\n"
          "  fxlake run --source frankfurter --param base=USD --from 2026-01-01",
          [](Arguments& arguments) { return Declare(arguments, false); }};
}

Command BackfillCommand() {
  return {"backfill", "Fetch and transform a past range of dates, even if the lake already has it",
          "Rates that are already in the lake stay unchanged; different values become revisions.\n"
          "\n"
          "Examples:\n"
          "  fxlake backfill --from 1999-01-04 --to 2003-12-31\n"
          "  fxlake backfill --source frankfurter --from 2020-01-01 --to 2020-12-31",
          [](Arguments& arguments) { return Declare(arguments, true); }};
}

}  // namespace fxlake::cli
