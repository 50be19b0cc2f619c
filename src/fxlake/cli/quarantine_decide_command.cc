// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "fxlake/base/sha256.h"
#include "fxlake/base/text.h"
#include "fxlake/cli/audited.h"
#include "fxlake/cli/commands.h"
#include "fxlake/lake/decisions.h"
#include "fxlake/lake/keys.h"
#include "fxlake/lake/quarantine.h"
#include "fxlake/pipeline/audit_objects.h"
#include "fxlake/pipeline/run_report.h"
#include "fxlake/transform/transform.h"

namespace fxlake::cli {
namespace {

struct Options {
  std::string raw_object;
  std::optional<std::string> pair;
  std::optional<std::string> date;
  std::optional<std::string> reason;
};

// ecb, from raw/source=ecb/2026/04/...
Result<std::string> SourceOf(const std::string& raw_object) {
  constexpr std::string_view kBefore = "raw/source=";
  const auto end = raw_object.find('/', kBefore.size());
  if (!raw_object.starts_with(kBefore) || end == std::string::npos)
    return InvalidInput("not the key of a raw object as \"quarantine list\" shows it: " + raw_object);
  auto source = raw_object.substr(kBefore.size(), end - kBefore.size());
  RETURN_IF_ERROR(lake::CheckSourceName(source));
  return source;
}

Result<std::vector<rates::Observation>> SuspectsOf(const lake::Lake& lake, const std::string& source,
                                                   const Options& options) {
  std::optional<rates::Pair> pair;
  std::optional<Date> date;
  if (options.pair) {
    ASSIGN_OR_RETURN(pair, rates::Pair::Parse(*options.pair).In("reading --pair"));
  }
  if (options.date) {
    ASSIGN_OR_RETURN(date, Date::Parse(*options.date).In("reading --date"));
  }
  std::vector<rates::Observation> rows;
  ASSIGN_OR_RETURN(const auto fetches, lake::ReadQuarantine(lake.processed, source));
  for (const auto& fetch : fetches) {
    for (const auto& row : fetch.rows) {
      if (row.raw_object != options.raw_object || row.kind != lake::RejectionKind::suspect ||
          !row.observation)
        continue;
      if ((pair && row.observation->pair != *pair) || (date && row.observation->date != *date)) continue;
      rows.push_back(*row.observation);
    }
  }
  if (rows.empty())
    return NotFound("the quarantine has no matching suspect row of " + options.raw_object +
                    "; \"fxlake quarantine list\" lists the rows");
  return rows;
}

Result<int> Decide(Session& session, lake::Verdict verdict, const Options& options,
                   std::vector<telemetry::AuditObject>& objects) {
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  ASSIGN_OR_RETURN(const auto source, SourceOf(options.raw_object));
  ASSIGN_OR_RETURN(auto rows, SuspectsOf(lake, source, options));
  const auto count = rows.size();
  const lake::Decision decision{.verdict = verdict,
                                .decided_at = clock->Now(),
                                .raw_object = options.raw_object,
                                .reason = options.reason.value_or(""),
                                .rows = std::move(rows)};
  ASSIGN_OR_RETURN(const auto key, lake::KeepDecision(lake.raw, source, decision));
  ASSIGN_OR_RETURN(const auto text, lake.raw.GetRange(key, {0, UINT64_MAX}));
  objects.push_back({key, Sha256Hex(text)});
  transform::TransformOptions transform{.sources = {source}, .rebuild = true};
  ASSIGN_OR_RETURN(transform.committed, session.CommitNote());
  ASSIGN_OR_RETURN(const auto report, transform::Transform(lake, *catalog, transform));
  const auto& outcome = report.sources.front();
  std::ranges::move(pipeline::AuditObjects(outcome), std::back_inserter(objects));
  if (outcome.failure) return *outcome.failure;
  if (session.json()) {
    session.PrintJson(
        JsonObject({{"decision", key}, {"rows", count}, {"transform", pipeline::ToJson(outcome)}}));
  } else {
    session.Print(fmt::format("{} {} of {}; {} still suspect\n",
                              verdict == lake::Verdict::accept ? "accepted" : "dismissed",
                              Counted(count, "row"), source, outcome.suspect));
  }
  RETURN_IF_ERROR(session.PublishTables());
  return kSuccess;
}

Command DecideCommand(const char* name, lake::Verdict verdict, const char* summary, const char* description) {
  return {name, summary, description, [name = std::string(name), verdict](Arguments& arguments) -> Action {
            const auto options = std::make_shared<Options>();
            arguments.Word("RAW", options->raw_object,
                           "Key of the raw object that has the rows, as \"quarantine list\" shows it");
            arguments.Option("--pair BASE/TARGET", options->pair, "Decide only on rows of this pair");
            arguments.Option("--date DATE", options->date, "Decide only on rows of this date");
            arguments.Option("--reason TEXT", options->reason,
                             "Reason, kept with the decision and in the audit journal");
            return [name, verdict, options](Session& session) {
              auto command = name + " " + options->raw_object;
              if (options->pair) command += " --pair " + *options->pair;
              if (options->date) command += " --date " + *options->date;
              if (options->reason) command += " --reason " + *options->reason;
              return Audited(session, command, "", [&](std::vector<telemetry::AuditObject>& objects) {
                return Decide(session, verdict, *options, objects);
              });
            };
          }};
}

}  // namespace

Command QuarantineAcceptCommand() {
  return DecideCommand(
      "quarantine accept", lake::Verdict::accept, "Accept suspect rows as rates",
      "The suspect rows of a raw object become rates. The decision is stored in the raw zone, so a "
      "rebuild applies it again. It applies to the content of the rows: the same row in a later "
      "response is accepted too.\n"
      "\n"
      "Examples:\n"
      "  fxlake quarantine accept raw/source=ecb/2026/04/20260414T073000.250000Z-0123456789abcdef.xml "
      "--reason \"devaluation\"");
}

Command QuarantineDismissCommand() {
  return DecideCommand(
      "quarantine dismiss", lake::Verdict::dismiss, "Dismiss suspect rows permanently",
      "The suspect rows of a raw object leave quarantine and never become rates, even when a later "
      "response has the same rows. The decision is stored in the raw zone, so a rebuild applies it "
      "again.\n"
      "\n"
      "Examples:\n"
      "  fxlake quarantine dismiss raw/source=ecb/2026/04/20260414T073000.250000Z-0123456789abcdef.xml "
      "--pair EUR/USD");
}

}  // namespace fxlake::cli
