// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <memory>

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

// What is not as it was before a rebuild.
void PrintDifference(Session& session, const transform::SourceOutcome& outcome) {
  const auto& loss = outcome.loss;
  if (loss.changed > 0)
    session.Print(
        fmt::format("{}: {} rates are read with another value than before\n", outcome.source, loss.changed));
  if (!loss.empty())
    session.Print(fmt::format("{}: forced, and lost: {}\n", outcome.source, loss.Describe()));
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
  ASSIGN_OR_RETURN(const auto report, transform::Transform(lake, *catalog, transform));
  Json sources = Json::EmptyArray();
  for (const auto& outcome : report.sources) {
    std::ranges::move(pipeline::AuditObjects(outcome), std::back_inserter(objects));
    sources.Append(pipeline::ToJson(outcome));
    if (session.json()) continue;
    session.Print(fmt::format(
        "{}: {} visits, {} observations: {} new, {} known, {} revised, {} refused; {} partitions written{}\n",
        outcome.source, outcome.fetches, outcome.observations, outcome.merged.added, outcome.merged.same,
        outcome.merged.revised, outcome.rejected, outcome.partitions_written,
        outcome.rebuilt ? " (rebuilt)" : ""));
    if (outcome.rebuilt && !outcome.failure) PrintDifference(session, outcome);
    for (const auto& reason : outcome.unreadable_bodies)
      session.Print(fmt::format("{}: FAILED: {}\n", outcome.source, reason));
    if (outcome.failure)
      session.Print(fmt::format("{}: FAILED: {}\n", outcome.source, outcome.failure->message()));
  }
  if (session.json())
    session.PrintJson(
        JsonObject({{"manifest_version", report.manifest_version}, {"sources", std::move(sources)}}));
  return report.ok() ? kSuccess : kFailed;
}

std::function<Action(Arguments&)> Declare(bool rebuild) {
  return [rebuild](Arguments& arguments) -> Action {
    const auto options = std::make_shared<Options>();
    arguments.Option("--source", options->sources,
                     "A source; several times for several; without it every source that has raw objects");
    arguments.Option("--threads", options->threads,
                     "Threads to work with; 0: one for each core, sixteen for a bucket");
    if (rebuild)
      arguments.Flag("--force", options->force,
                     "Commit even when rates or revisions are lost, and without raw objects that are gone");
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
  return {"transform", "Turn raw bytes that were not seen yet into rates",
          "The second step of a run: reads, merges, commits. What cannot be read goes to "
          "quarantine.\n\nExamples:\n"
          "  fxlake transform\n"
          "  fxlake transform --source ecb --json",
          Declare(false)};
}

Command RebuildCommand() {
  return {"rebuild", "Make the processed zone anew out of the raw zone",
          "The result equals what the runs made, byte for byte, unless a source's description was changed "
          "since. Each body is read by the "
          "endpoint of today's source file that fits its request. A rebuild that would lose rates or "
          "revisions, or for which a fetch record "
          "is missing, commits nothing and says what would go; --force goes on without it.\n\nExamples:\n"
          "  fxlake rebuild\n"
          "  fxlake rebuild --source ecb",
          Declare(true)};
}

}  // namespace fxlake::cli
