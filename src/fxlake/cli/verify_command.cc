// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>

#include "fxlake/base/text.h"
#include "fxlake/cli/audited.h"
#include "fxlake/cli/commands.h"
#include "fxlake/cli/verified_lake.h"
#include "fxlake/verify/clean.h"
#include "fxlake/verify/table_expiry.h"

namespace fxlake::cli {
namespace {

Result<int> Verify(Session& session, bool deep) {
  ASSIGN_OR_RETURN(const auto report, VerifyLake(session, deep));
  if (session.json()) {
    session.PrintJson(report.ToJson());
  } else {
    for (const auto& check : report.checks) {
      session.Print(
          fmt::format("{:<6}  {:<14}  {}\n", check.findings.empty() ? "ok" : "FAILED", check.name,
                      check.findings.empty() ? check.summary : Counted(check.findings.size(), "finding")));
      for (const auto& [where, what, meaning, mend] : check.findings)
        session.Print(
            fmt::format("        {}: {}\n"
                        "          {}\n"
                        "          to fix it: {}\n",
                        where, what, meaning, mend));
    }
  }
  return report.ok() ? kSuccess : TraitsOf(ErrorKind::corrupt).exit_code;
}

struct CleanRequest {
  bool dry_run = false;
  bool schedules = false;
  std::int64_t keep_runs = 365;
  std::int64_t keep_snapshots = 30;
  std::int64_t keep_newest = 10;
};

void Print(Session& session, const std::vector<verify::Leftover>& removable,
           const std::vector<verify::TableExpiry>& expiries, bool dry_run) {
  std::size_t snapshots = 0;
  for (const auto& expiry : expiries) snapshots += expiry.expired.size();
  if (session.json()) {
    Json list = Json::EmptyArray(), expired = Json::EmptyArray();
    for (const auto& expiry : expiries) {
      for (const auto& snapshot : expiry.expired)
        expired.Append(JsonObject({{"table", lake::NameOf(expiry.table)}, {"snapshot", snapshot.id}}));
    }
    for (const auto& each : removable)
      list.Append(JsonObject({{"key", each.key}, {"why", each.what}, {"bytes", each.size}}));
    session.PrintJson(
        JsonObject({{"dry_run", dry_run}, {"removed", std::move(list)}, {"expired", std::move(expired)}}));
    return;
  }
  std::uint64_t bytes = 0;
  for (const auto& each : removable) {
    session.Print(fmt::format("{}: {}\n", each.key, each.what));
    bytes += each.size;
  }
  if (removable.empty() && snapshots == 0) return session.Print("there is nothing to remove\n");
  if (snapshots > 0)
    session.Print(fmt::format("{} {} of the open tables\n", dry_run ? "would expire" : "expired",
                              Counted(snapshots, "snapshot")));
  session.Print(fmt::format("{} {}, {}\n", dry_run ? "would remove" : "removed",
                            Counted(removable.size(), "object"), Counted(bytes, "byte")));
}

Result<int> Clean(Session& session, const CleanRequest& request) {
  constexpr std::int64_t kMost = 36'500;
  if (request.keep_runs < 0 || request.keep_runs > kMost)
    return InvalidInput("reading --keep-runs: expected 0 to 36500 days");
  if (request.keep_snapshots < 0 || request.keep_snapshots > kMost)
    return InvalidInput("reading --keep-snapshots: expected 0 to 36500 days");
  if (request.keep_newest < 1 || request.keep_newest > kMost)
    return InvalidInput("reading --keep-newest: expected 1 to 36500 snapshots");
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto options, VerifyOptionsOf(session, false));
  ASSIGN_OR_RETURN(const auto survey, verify::TakeSurvey(lake, options));
  ASSIGN_OR_RETURN(auto removable,
                   verify::FindRemovable(survey, {static_cast<int>(request.keep_runs), request.schedules}));
  ASSIGN_OR_RETURN(const auto of_tables,
                   verify::FindTableCleaning(
                       survey, {static_cast<int>(request.keep_snapshots),
                                static_cast<int>(request.keep_newest), static_cast<int>(request.keep_runs)}));
  std::ranges::copy(of_tables.objects, std::back_inserter(removable));
  if (request.dry_run || (removable.empty() && of_tables.expiries.empty())) {
    Print(session, removable, of_tables.expiries, request.dry_run);
    return kSuccess;
  }
  return Audited(session, "clean", "", [&](std::vector<telemetry::AuditObject>& objects) -> Result<int> {
    for (const auto& each : removable) objects.push_back({each.key, ""});
    RETURN_IF_ERROR(verify::Expire(survey, of_tables.expiries, session.environment().clock.Now()));
    RETURN_IF_ERROR(verify::Remove(lake, removable));
    Print(session, removable, of_tables.expiries, false);
    return kSuccess;
  });
}

}  // namespace

Command VerifyCommand() {
  return {"verify", "Verify that every object of the lake is complete and consistent",
          "Compares raw objects with their fetch records, fetch records with the manifest and the journal, "
          "and partitions with their hash, schema and manifest. Also checks quarantine, runs, schedules, "
          "the journal's hash chain, and objects that nothing refers to. Each finding states the location, "
          "the fault, its effect and the command that fixes it. Changes nothing. Exits with 8 when there "
          "are findings.\n"
          "\n"
          "Examples:\n"
          "  fxlake verify\n"
          "  fxlake verify --deep --json --lake /data/lake",
          [](Arguments& arguments) -> Action {
            const auto deep = std::make_shared<bool>(false);
            arguments.Flag("--deep", *deep, "Also read every raw object and compare it with its hash");
            return [deep](Session& session) { return Verify(session, *deep); };
          }};
}

Command CleanCommand() {
  return {
      "clean",
      "Remove unreferenced objects: files of killed processes, orphaned responses, old runs and snapshots",
      "Prints each object with the reason for its removal. Fetch records and objects that a record or "
      "the manifest refers to are never removed. Objects less than a day old are also kept, because a "
      "running process may need them.\n"
      "\n"
      "Examples:\n"
      "  fxlake clean --dry-run\n"
      "  fxlake clean --keep-runs 90",
      [](Arguments& arguments) -> Action {
        const auto request = std::make_shared<CleanRequest>();
        arguments.Flag("--dry-run", request->dry_run, "Print what would be removed, but remove nothing");
        arguments.Option("--keep-runs DAYS", request->keep_runs,
                         "Age in days up to which the objects of runs, and the snapshots tagged with their "
                         "names, are kept");
        arguments.Option("--keep-snapshots DAYS", request->keep_snapshots,
                         "Age in days up to which snapshots of the open tables are kept");
        arguments.Option("--keep-newest N", request->keep_newest,
                         "Number of latest snapshots to keep whatever their age");
        arguments.Flag("--schedules", request->schedules,
                       "Also remove states of schedules that cannot be read, and give up missing ones");
        return [request](Session& session) { return Clean(session, *request); };
      }};
}

}  // namespace fxlake::cli
