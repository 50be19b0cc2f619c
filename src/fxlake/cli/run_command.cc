// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "fxlake/cli/audited.h"
#include "fxlake/cli/commands.h"
#include "fxlake/cli/opening.h"
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

// Asks from the first day on that the lake lacks, where it lacks one.
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
    session.Note(fmt::format("{}: {} publication day{} missing, from {} on", fetch_request.source,
                             missing.size(), missing.size() == 1 ? "" : "s", missing.front().ToString()));
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
                   "A source to ask; several times for several; without it all enabled ones");
  arguments.Option(
      "--from", options->from,
      days_needed ? "The first day to ask for" : "The first day to ask for, instead of what the lake lacks");
  arguments.Option("--to", options->to,
                   days_needed ? "The last day to ask for" : "The last day to ask for, instead of today");
  arguments.Option("--replay", options->work.replay,
                   "Recorded bytes in place of the network: a file, or a folder with request.json");
  arguments.Flag("--unverified", options->unverified,
                 "Fetch named sources too that were never tried on real bytes");
  arguments.Option("--name", options->name, "The execution's name; it must be new");
  arguments.Option("--param", options->parameters, "NAME=VALUE in place of a parameter of the source");
  arguments.Option("--if-running refuse|wait|beside", options->if_running,
                   "What to do while another execution is under way on the lake: end at once, wait for it, "
                   "or run along with it");
  if (!days_needed)
    arguments.Flag("--heal", options->heal, "Ask again for the publication days that the lake lacks");
  DeclareRunWork(arguments, options->work);
  DeclareReporting(arguments, options->reporting);
  return [options, days_needed](Session& session) -> Result<int> {
    if (days_needed && (!options->from || !options->to))
      return InvalidInput("a backfill needs --from and --to");
    return Run(session, *options, days_needed);
  };
}

}  // namespace

Command RunCommand() {
  return {"run", "Ask the sources, transform what is new, check the lake",
          "One execution of the state machine workflows/fxlake.asl.json: its order, its retries, its ways to "
          "fail. Exits 0 only if every "
          "source answered and every check passed. One execution at a time works on a lake; one that was "
          "killed is closed by the next, "
          "which also transforms what it left.\n\nExamples:\n"
          "  fxlake run\n"
          "  fxlake run --heal\n"
          "  fxlake run --source ecb-history --replay eurofxref-hist.zip --today 2026-04-14\n"
          "  fxlake run --source frankfurter --param base=USD --from 2026-01-01",
          [](Arguments& arguments) { return Declare(arguments, false); }};
}

Command BackfillCommand() {
  return {"backfill", "Run for given days in the past, whatever the lake holds of them",
          "Rates that are there already stay as they are; others become revisions.\n\nExamples:\n"
          "  fxlake backfill --from 1999-01-04 --to 2003-12-31\n"
          "  fxlake backfill --source frankfurter --from 2020-01-01 --to 2020-12-31",
          [](Arguments& arguments) { return Declare(arguments, true); }};
}

}  // namespace fxlake::cli
