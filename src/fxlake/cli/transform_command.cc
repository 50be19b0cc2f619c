// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "fxlake/base/text.h"
#include "fxlake/cli/audited.h"
#include "fxlake/cli/commands.h"
#include "fxlake/cli/progress.h"
#include "fxlake/pipeline/audit_objects.h"
#include "fxlake/pipeline/run_report.h"
#include "fxlake/transform/transform.h"

namespace fxlake::cli {
namespace {

struct Options {
  std::vector<std::string> sources;
  std::int64_t threads = 0;
  bool force = false;
};

// The differences that a rebuild made.
void PrintDifference(Session& session, const transform::SourceOutcome& outcome) {
  const auto& loss = outcome.loss;
  if (loss.changed > 0)
    session.Print(fmt::format("{}: {} changed value\n", outcome.source, Counted(loss.changed, "rate")));
  if (!loss.empty())
    session.Print(fmt::format("{}: lost because of --force: {}\n", outcome.source, loss.Describe()));
}

Result<int> Transform(Session& session, const Options& options, bool rebuild,
                      std::vector<telemetry::AuditObject>& objects) {
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  if (options.threads < 0 || options.threads > 1024)
    return InvalidInput("reading --threads: expected 0 to 1024");
  transform::TransformOptions transform{.sources = options.sources,
                                        .rebuild = rebuild,
                                        .force = options.force,
                                        .threads = static_cast<std::size_t>(options.threads)};
  transform.known_records = [&lake](const std::string& source) {
    return pipeline::JournaledRecords(lake.processed, source);
  };
  Progress progress(session.environment().err, !session.options().quiet);
  transform.progress = [&progress](std::string_view source, std::size_t done, std::size_t bodies) {
    progress.Show(source, done, bodies);
  };
  ASSIGN_OR_RETURN(transform.committed, session.CommitNote());
  ASSIGN_OR_RETURN(const auto report, transform::Transform(lake, *catalog, transform));
  Json sources = Json::EmptyArray();
  for (const auto& outcome : report.sources) {
    std::ranges::move(pipeline::AuditObjects(outcome), std::back_inserter(objects));
    sources.Append(pipeline::ToJson(outcome));
    if (session.json()) continue;
    session.Print(
        fmt::format("{}: {}, {}: {} new, {} known, {} revised, {} rejected; {} written{}\n", outcome.source,
                    Counted(outcome.fetches, "fetch"), Counted(outcome.observations, "rate"),
                    outcome.merged.added, outcome.merged.same, outcome.merged.revised, outcome.rejected,
                    Counted(outcome.partitions_written, "partition"), outcome.rebuilt ? " (rebuilt)" : ""));
    if (outcome.rebuilt && !outcome.failure) PrintDifference(session, outcome);
    for (const auto& reason : outcome.unreadable_bodies)
      session.Print(fmt::format("{}: FAILED: {}\n", outcome.source, reason));
    if (outcome.failure)
      session.Print(fmt::format("{}: FAILED: {}\n", outcome.source, outcome.failure->message()));
  }
  if (session.json())
    session.PrintJson(
        JsonObject({{"manifest_version", report.manifest_version}, {"sources", std::move(sources)}}));
  RETURN_IF_ERROR(session.PublishTables());
  return report.ok() ? kSuccess : kFailed;
}

std::function<Action(Arguments&)> Declare(bool rebuild) {
  return [rebuild](Arguments& arguments) -> Action {
    const auto options = std::make_shared<Options>();
    arguments.Option("--source", options->sources,
                     "Source to transform (repeatable). Default: all sources with raw objects.");
    arguments.Option("--threads", options->threads,
                     "Number of threads; 0: one per core, sixteen for a lake on S3");
    if (rebuild)
      arguments.Flag("--force", options->force,
                     "Commit even when rates or revisions are lost or raw objects are missing");
    return [options, rebuild](Session& session) {
      return Audited(session, AuditedCommand(rebuild ? "rebuild" : "transform", options->sources), "",
                     [&](std::vector<telemetry::AuditObject>& objects) {
                       return Transform(session, *options, rebuild, objects);
                     });
    };
  };
}

}  // namespace

Command TransformCommand() {
  return {"transform", "Transform new raw responses into rates",
          "This is the second step of a run: it reads responses, merges rates and commits. Rows that "
          "cannot be read go to quarantine.\n"
          "\n"
          "Examples:\n"
          "  fxlake transform\n"
          "  fxlake transform --source ecb --json",
          Declare(false)};
}

Command RebuildCommand() {
  return {"rebuild", "Rebuild the processed zone from the raw zone",
          "The result is byte for byte the same as that of the runs, unless a source file changed since "
          "then. Each response is read by the endpoint of the current source file that matches its "
          "request. If a rebuild would lose rates or revisions, or a fetch record is missing, it commits "
          "nothing and lists the loss; --force commits anyway.\n"
          "\n"
          "Examples:\n"
          "  fxlake rebuild\n"
          "  fxlake rebuild --source ecb",
          Declare(true)};
}

}  // namespace fxlake::cli
