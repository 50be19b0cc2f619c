// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "fxlake/cli/audited.h"
#include "fxlake/cli/commands.h"
#include "fxlake/cli/verified_lake.h"
#include "fxlake/verify/clean.h"

namespace fxlake::cli {
namespace {

Result<int> Verify(Session& session, bool deep) {
  ASSIGN_OR_RETURN(const auto report, VerifyLake(session, deep));
  if (session.json()) {
    session.PrintJson(report.ToJson());
  } else {
    for (const auto& check : report.checks) {
      session.Print(fmt::format(
          "{:<6}  {:<14}  {}\n", check.findings.empty() ? "ok" : "FAILED", check.name,
          check.findings.empty() ? check.summary : fmt::format("{} found", check.findings.size())));
      for (const auto& [where, what, meaning, mend] : check.findings)
        session.Print(fmt::format("        {}: {}\n          {}\n          to mend it: {}\n", where, what,
                                  meaning, mend));
    }
  }
  return report.ok() ? kSuccess : TraitsOf(ErrorKind::corrupt).exit_code;
}

struct CleanRequest {
  bool dry_run = false;
  bool schedules = false;
  std::int64_t keep_runs = 365;
};

void Print(Session& session, const std::vector<verify::Leftover>& removable, bool dry_run) {
  if (session.json()) {
    Json list = Json::EmptyArray();
    for (const auto& each : removable)
      list.Append(JsonObject({{"key", each.key}, {"why", each.what}, {"bytes", each.size}}));
    session.PrintJson(JsonObject({{"dry_run", dry_run}, {"removed", std::move(list)}}));
    return;
  }
  std::uint64_t bytes = 0;
  for (const auto& each : removable) {
    session.Print(fmt::format("{}: {}\n", each.key, each.what));
    bytes += each.size;
  }
  if (removable.empty()) return session.Print("there is nothing to remove\n");
  session.Print(
      fmt::format("{} {} of {} bytes\n", dry_run ? "would remove" : "removed", removable.size(), bytes));
}

Result<int> Clean(Session& session, const CleanRequest& request) {
  if (request.keep_runs < 0 || request.keep_runs > 36'500)
    return InvalidInput("reading --keep-runs: expected 0 to 36500 days");
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto options, VerifyOptionsOf(session, false));
  ASSIGN_OR_RETURN(const auto survey, verify::TakeSurvey(lake, options));
  ASSIGN_OR_RETURN(const auto removable,
                   verify::FindRemovable(survey, {static_cast<int>(request.keep_runs), request.schedules}));
  if (request.dry_run || removable.empty()) {
    Print(session, removable, request.dry_run);
    return kSuccess;
  }
  return Audited(session, "clean", "", [&](std::vector<telemetry::AuditObject>& objects) -> Result<int> {
    for (const auto& each : removable) objects.push_back({each.key, ""});
    RETURN_IF_ERROR(verify::Remove(lake, removable));
    Print(session, removable, false);
    return kSuccess;
  });
}

}  // namespace

Command VerifyCommand() {
  return {
      "verify", "Check that the lake is whole: every object, against what others know of it",
      "Raw bodies against their records, records against the manifest and the journal, partitions against "
      "hash, schema and manifest, "
      "quarantine, runs, schedules, the journal's chain, and what nobody reads. Each finding says what is "
      "wrong, where, what it means "
      "and the command that mends it. Changes nothing. Exits with 8 when something is wrong.\n\nExamples:\n"
      "  fxlake verify\n"
      "  fxlake verify --deep --json --lake /data/lake",
      [](Arguments& arguments) -> Action {
        const auto deep = std::make_shared<bool>(false);
        arguments.Flag("--deep", *deep, "Read every raw body too and compare it with its hash");
        return [deep](Session& session) { return Verify(session, *deep); };
      }};
}

Command CleanCommand() {
  return {"clean", "Remove what nobody reads: files of killed processes, orphaned bodies, old runs",
          "Prints each object and why it goes. Raw records and what a record or the manifest names always "
          "stay; what is younger than a "
          "day may be of a process at work and stays, too.\n\nExamples:\n"
          "  fxlake clean --dry-run\n"
          "  fxlake clean --keep-runs 90",
          [](Arguments& arguments) -> Action {
            const auto request = std::make_shared<CleanRequest>();
            arguments.Flag("--dry-run", request->dry_run, "Print what would be removed, and remove nothing");
            arguments.Option("--keep-runs DAYS", request->keep_runs,
                             "Keep what runs of so many days left; 365 by default");
            arguments.Flag("--schedules", request->schedules,
                           "Also remove states of schedules that cannot be read");
            return [request](Session& session) { return Clean(session, *request); };
          }};
}

}  // namespace fxlake::cli
