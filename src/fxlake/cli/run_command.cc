// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "fxlake/cli/commands.h"
#include "fxlake/cli/opening.h"
#include "fxlake/cli/progress.h"
#include "fxlake/pipeline/run.h"

namespace fxlake::cli {
namespace {

struct Options {
  std::vector<std::string> sources;
  std::optional<std::string> from, to, replay, rules;
  std::string name;
  std::vector<std::string> parameters;
};

Result<std::map<std::string, std::string>> ReadParameters(const std::vector<std::string>& texts) {
  std::map<std::string, std::string> parameters;
  for (const auto& text : texts) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0) return InvalidInput("reading --param: expected NAME=VALUE, not \"" + text + "\"");
    parameters[text.substr(0, equals)] = text.substr(equals + 1);
  }
  return parameters;
}

Result<int> Run(Session& session, const Options& options) {
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  ASSIGN_OR_RETURN(auto* http, session.Http(options.replay));
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  ASSIGN_OR_RETURN(auto rules, ReadRules(session, options.rules));
  const pipeline::RunContext context{.lake = lake,
                                     .catalog = *catalog,
                                     .http = *http,
                                     .clock = *clock,
                                     .random = session.world().random,
                                     .rules = std::move(rules),
                                     .open_engine = [&session](int first_year) { return OpenEngine(session, std::nullopt, first_year); }};
  pipeline::RunOptions run{.name = options.name, .sources = options.sources, .ingest = {}, .progress = {}};
  ASSIGN_OR_RETURN(run.ingest.from, ReadDay(options.from, "--from"));
  ASSIGN_OR_RETURN(run.ingest.to, ReadDay(options.to, "--to"));
  ASSIGN_OR_RETURN(run.ingest.parameters, ReadParameters(options.parameters));
  run.ingest.replayed = options.replay.has_value();
  Progress progress(session.world().err, !session.options().quiet);
  run.progress = [&progress](std::string_view step, std::size_t done, std::size_t total) { progress.Show(step, done, total); };
  ASSIGN_OR_RETURN(const auto report, pipeline::Run(context, run));
  if (session.json()) {
    session.PrintJson(report.ToJson());
  } else {
    session.Print(report.ToText());
  }
  return report.ok() ? kSuccess : kFailed;
}

Action Declare(Arguments& arguments, bool days_needed) {
  const auto options = std::make_shared<Options>();
  arguments.Option("--source", options->sources, "A source to ask; several times for several; without it all enabled ones");
  arguments.Option("--from", options->from,
                   days_needed ? "The first day to ask for" : "The first day to ask for, instead of what the lake lacks");
  arguments.Option("--to", options->to, days_needed ? "The last day to ask for" : "The last day to ask for, instead of today");
  arguments.Option("--replay", options->replay, "Recorded bytes in place of the network: a file, or a folder with request.json");
  arguments.Option("--name", options->name, "The execution's name; it must be new");
  arguments.Option("--param", options->parameters, "NAME=VALUE in place of a parameter of the source");
  arguments.Option("--rules", options->rules, "A file of quality rules (DQDL) in place of the built-in ones");
  return [options, days_needed](Session& session) -> Result<int> {
    if (days_needed && (!options->from || !options->to)) return InvalidInput("a backfill needs --from and --to");
    return Run(session, *options);
  };
}

}  // namespace

Command RunCommand() {
  return {"run", "Ask the sources, transform what is new, check the lake",
          "Exits 0 only if every source answered and every check passed.\n\nExamples:\n"
          "  fxlake run\n"
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
