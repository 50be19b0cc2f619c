// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "fxlake/cli/audited.h"
#include "fxlake/cli/commands.h"
#include "fxlake/cli/table_output.h"
#include "fxlake/lake/quarantine.h"
#include "fxlake/pipeline/audit_objects.h"
#include "fxlake/pipeline/run_report.h"
#include "fxlake/transform/transform.h"

namespace fxlake::cli {
namespace {

struct Options {
  std::optional<std::string> source;
  std::string format = "table";
  bool force = false;
};

// The quarantine of one source or of all.
Result<std::vector<lake::QuarantinedFetch>> ReadAll(const lake::Lake& lake,
                                                    const std::optional<std::string>& only) {
  std::vector<lake::QuarantinedFetch> all;
  ASSIGN_OR_RETURN(const auto sources, lake::QuarantinedSources(lake.processed));
  for (const auto& source : sources) {
    if (only && *only != source) continue;
    ASSIGN_OR_RETURN(auto fetches, lake::ReadQuarantine(lake.processed, source));
    std::ranges::move(fetches, std::back_inserter(all));
  }
  return all;
}

Result<int> List(Session& session, const Options& options) {
  ASSIGN_OR_RETURN(const auto format, query::ParseFormat(session.json() ? "json" : options.format));
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto fetches, ReadAll(lake, options.source));
  query::Table table;
  table.columns = {{"source", ""}, {"kind", ""},  {"where", ""},
                   {"reason", ""}, {"cells", ""}, {"raw_object", ""}};
  for (const auto& fetch : fetches) {
    for (const auto& row : fetch.rows)
      table.rows.push_back({fetch.source, std::string(NameOf(row.kind)),
                            row.is_whole_body() ? "whole response" : row.where, row.reason, row.cells,
                            row.raw_object});
  }
  if (table.rows.empty() && format == query::Format::table) {
    session.Print("the quarantine is empty\n");
    return kSuccess;
  }
  RETURN_IF_ERROR(PrintTable(session, table, format));
  return kSuccess;
}

Result<int> Replay(Session& session, const Options& options, std::vector<telemetry::AuditObject>& objects) {
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  ASSIGN_OR_RETURN(const auto fetches, ReadAll(lake, options.source));
  transform::TransformOptions transform{.sources = {}, .rebuild = true, .force = options.force};
  transform.known_records = [&lake](const std::string& source) {
    return pipeline::JournaledRecords(lake.processed, source);
  };
  std::map<std::string, std::size_t> rejected_before;
  for (const auto& fetch : fetches) rejected_before[fetch.source] += fetch.rows.size();
  for (const auto& [source, rows] : rejected_before) transform.sources.push_back(source);
  ASSIGN_OR_RETURN(transform.committed, session.CommitNote());
  transform::TransformReport report;
  // An empty list would mean all sources.
  if (!transform.sources.empty()) {
    ASSIGN_OR_RETURN(report, transform::Transform(lake, *catalog, transform));
  }
  Json outcomes = Json::EmptyArray();
  query::Table table;
  table.columns = {{"source", ""}};
  for (const auto* name : {"fetches", "rates", "was_rejected", "still_rejected"})
    table.columns.push_back({name, "", query::ValueKind::integer});
  table.columns.push_back({"outcome", ""});
  for (const auto& outcome : report.sources) {
    std::ranges::move(pipeline::AuditObjects(outcome), std::back_inserter(objects));
    outcomes.Append(pipeline::ToJson(outcome));
    const auto& unreadable = outcome.unreadable_bodies;
    const auto result = outcome.failure       ? "nothing was committed"
                        : !unreadable.empty() ? unreadable.front()
                                              : "read again";
    table.rows.push_back({outcome.source, Grouped(outcome.fetches), Grouped(outcome.observations),
                          Grouped(rejected_before[outcome.source]), Grouped(outcome.rejected), result});
  }
  if (session.json()) {
    session.PrintJson(outcomes);
  } else if (table.rows.empty()) {
    session.Print("the quarantine is empty\n");
  } else {
    RETURN_IF_ERROR(PrintTable(session, table));
    for (const auto& outcome : report.sources) {
      if (outcome.failure)
        session.Print(fmt::format("{}: FAILED: {}\n", outcome.source, outcome.failure->message()));
    }
  }
  RETURN_IF_ERROR(session.PublishTables());
  return report.ok() ? kSuccess : kFailed;
}

}  // namespace

Command QuarantineListCommand() {
  return {"quarantine list", "List rejected rows and responses with the reasons",
          "Rejected rows and unreadable responses stay in quarantine, with the raw object they came from, "
          "until they can be read.\n"
          "\n"
          "Examples:\n"
          "  fxlake quarantine list\n"
          "  fxlake quarantine list --source ecb --format csv",
          [](Arguments& arguments) -> Action {
            const auto options = std::make_shared<Options>();
            arguments.Option("--source SOURCE", options->source, "Show only this source");
            arguments.Option("-f,--format table|csv|json|ndjson", options->format, "Output format");
            return [options](Session& session) { return List(session, *options); };
          }};
}

Command QuarantineReplayCommand() {
  return {"quarantine replay", "Read quarantined responses again after a source file was corrected",
          "Rebuilds each source that has quarantined rows from all its raw responses. Rows that can now be "
          "read become rates and leave quarantine. Exits with 1 when a whole response still cannot be "
          "read. Commits nothing when rates or revisions would be lost.\n"
          "\n"
          "Examples:\n"
          "  fxlake quarantine replay\n"
          "  fxlake quarantine replay --source my-bank --sources my-sources",
          [](Arguments& arguments) -> Action {
            const auto options = std::make_shared<Options>();
            arguments.Option("--source SOURCE", options->source, "Read only this source");
            arguments.Flag("--force", options->force, "Commit even when rates or revisions are lost");
            return [options](Session& session) {
              const auto sources =
                  options->source ? std::vector{*options->source} : std::vector<std::string>();
              return Audited(session, AuditedCommand("quarantine replay", sources), "",
                             [&](std::vector<telemetry::AuditObject>& objects) {
                               return Replay(session, *options, objects);
                             });
            };
          }};
}

}  // namespace fxlake::cli
