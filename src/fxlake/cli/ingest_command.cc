// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "fxlake/base/text.h"
#include "fxlake/cli/audited.h"
#include "fxlake/cli/commands.h"
#include "fxlake/cli/date_options.h"
#include "fxlake/pipeline/audit_objects.h"
#include "fxlake/pipeline/ingest.h"

namespace fxlake::cli {
namespace {

struct Options {
  std::vector<std::string> sources;
  std::optional<std::string> from, to, replay;
  bool unverified = false;
};

Result<int> Ingest(Session& session, const Options& options, std::vector<telemetry::AuditObject>& objects) {
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  ASSIGN_OR_RETURN(auto* http, session.Http(options.replay));
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  pipeline::IngestOptions ingest;
  ASSIGN_OR_RETURN(ingest.from, ReadDay(options.from, "--from"));
  ASSIGN_OR_RETURN(ingest.to, ReadDay(options.to, "--to"));
  ingest.replayed = options.replay.has_value();
  ingest.unverified = options.unverified;
  ingest.machine_clock = &session.environment().clock;
  Json answers = Json::EmptyArray();
  int code = kSuccess;
  auto names = options.sources;
  if (names.empty()) {
    ASSIGN_OR_RETURN(names, catalog->EnabledNames());
  }
  for (const auto& name : names) {
    ASSIGN_OR_RETURN(const auto* spec, catalog->Find(name));
    RETURN_IF_ERROR(pipeline::CheckVerified(*spec, options.unverified));
    const auto outcome = pipeline::Ingest(lake, *spec, *http, *clock, ingest);
    if (!outcome) {
      session.Note(fmt::format("{}: FAILED: {}", name, outcome.error().message()));
      answers.Append(JsonObject({{"source", name},
                                 {"error", TraitsOf(outcome.error().kind()).name},
                                 {"message", outcome.error().message()}}));
      code = kFailed;
      continue;
    }
    ASSIGN_OR_RETURN(auto kept, pipeline::AuditObjects(lake, outcome->record_key));
    std::ranges::move(kept, std::back_inserter(objects));
    answers.Append(outcome->ToJson());
    if (session.json()) continue;
    session.Print(outcome->kept
                      ? fmt::format("{}: {} kept, {} ({} to {})\n", name,
                                    Counted(outcome->bodies, "response"), Counted(outcome->bytes, "byte"),
                                    outcome->from.ToString(), outcome->to.ToString())
                      : fmt::format("{}: nothing new: {}\n", name, outcome->note));
  }
  if (session.json()) session.PrintJson(answers);
  return code;
}

}  // namespace

Command IngestCommand() {
  return {"ingest", "Fetch from the sources and keep the responses, without transforming them",
          "This is the first step of a run. The raw zone keeps the responses byte for byte.\n"
          "\n"
          "Examples:\n"
          "  fxlake ingest --source ecb\n"
          "  fxlake ingest --source ecb-history --replay eurofxref-hist.zip",
          [](Arguments& arguments) -> Action {
            const auto options = std::make_shared<Options>();
            arguments.Option("--source", options->sources,
                             "Source to fetch (repeatable). Default: all enabled sources.");
            arguments.Option("--from", options->from,
                             "First date to fetch. Default: the first date that the lake lacks.");
            arguments.Option("--to", options->to, "Last date to fetch. Default: today.");
            arguments.Option(
                "--replay", options->replay,
                "Recorded responses to use instead of the network: a file, or a folder with request.json");
            arguments.Flag("--unverified", options->unverified,
                           "Also fetch named sources that were never verified on real responses");
            return [options](Session& session) {
              return Audited(session, AuditedCommand("ingest", options->sources), "",
                             [&](std::vector<telemetry::AuditObject>& objects) {
                               return Ingest(session, *options, objects);
                             });
            };
          }};
}

}  // namespace fxlake::cli
