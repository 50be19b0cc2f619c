// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <set>

#include "fxlake/base/sealed_json.h"
#include "fxlake/base/sha256.h"
#include "fxlake/base/text.h"
#include "fxlake/lake/quarantine.h"
#include "fxlake/schedule/schedule_state.h"
#include "fxlake/verify/checks.h"

namespace fxlake::verify {
namespace {

// The problem with the bytes of a run's object, or "".
std::string WhatIsWrong(const Survey& survey, const std::string& key, const std::string& bytes) {
  const auto known = survey.journaled.find(key);
  if (known != survey.journaled.end() && !known->second.empty() && known->second != Sha256Hex(bytes))
    return "its bytes were changed: its SHA-256 differs from the one in the journal";
  const bool lines = key.ends_with(".jsonl");
  for (std::size_t start = 0; start < bytes.size() || start == 0;) {
    const auto end = lines ? std::min(bytes.find('\n', start), bytes.size()) : bytes.size();
    if (!Json::Parse(std::string_view(bytes).substr(start, end - start))) return "it is no longer JSON";
    start = end + 1;
  }
  return "";
}

std::string RestoreRun(const Survey& survey) {
  return "restore it from a backup, or remove the stored objects of runs: " +
         survey.Command("clean --keep-runs 0");
}

}  // namespace

Result<CheckOutcome> CheckQuarantine(const Survey& survey) {
  CheckOutcome outcome{
      .name = "quarantine",
      .summary = fmt::format("{} with rejected rows", Counted(survey.quarantine.size(), "fetch"))};
  const auto find = [&](const std::string& key, std::string what, const std::string& source) {
    outcome.findings.push_back({key, std::move(what), "the rejected rows and their reasons are unknown",
                                survey.Command(source.empty() ? "rebuild" : "rebuild --source " + source)});
  };
  std::set<std::string> known;
  for (const auto& [source, state] : survey.manifest.manifest.sources) {
    for (const auto& [key, sha256] : state.quarantine) {
      known.insert(key);
      ASSIGN_OR_RETURN(const auto bytes, ReadIfThere(survey.lake.processed, key));
      if (!bytes) find(key, "it is missing, but the manifest refers to it", source);
      if (bytes && Sha256Hex(*bytes) != sha256)
        find(key, "its bytes were changed: its SHA-256 differs from the one in the manifest", source);
    }
  }
  for (const auto& [key, size] : survey.quarantine) {
    if (known.contains(key)) continue;
    ASSIGN_OR_RETURN(const auto bytes, ReadIfThere(survey.lake.processed, key));
    if (bytes && !Json::Parse(*bytes)) find(key, "it is no longer JSON", SourceIn(key));
  }
  return outcome;
}

Result<CheckOutcome> CheckRuns(const Survey& survey) {
  CheckOutcome outcome{.name = "runs"};
  std::set<std::string> names;
  for (const auto& [key, size] : survey.runs) {
    const auto slash = key.find('/', 5);
    if (slash != std::string::npos) names.insert(key.substr(5, slash - 5));
    ASSIGN_OR_RETURN(const auto bytes, ReadIfThere(survey.lake.processed, key));
    if (!bytes) continue;
    const auto wrong = WhatIsWrong(survey, key, *bytes);
    if (wrong.empty()) continue;
    const bool is_lock = key == lake::RunLockKey();
    outcome.findings.push_back({key, wrong,
                                is_lock ? "it is unknown which execution is running"
                                        : "the actions of that run are unknown; no rate depends on them",
                                is_lock ? survey.Command("run") : RestoreRun(survey)});
  }
  for (const auto& [key, sha256] : survey.journaled) {
    if (!key.starts_with("runs/") || sha256.empty() || survey.runs.contains(key)) continue;
    outcome.findings.push_back({key, "it is missing, but the journal refers to it",
                                "the actions of that run are unknown; no rate depends on them",
                                RestoreRun(survey)});
  }
  outcome.summary =
      fmt::format("{}, {}", Counted(names.size(), "run"), Counted(survey.runs.size(), "object"));
  return outcome;
}

Result<CheckOutcome> CheckSchedules(const Survey& survey) {
  CheckOutcome outcome{.name = "schedules", .summary = Counted(survey.schedules.size(), "schedule")};
  for (const auto& [key, size] : survey.schedules) {
    const auto state = schedule::StateObject(survey.lake.processed, key).Read();
    if (state || state.error().kind() != ErrorKind::corrupt) {
      if (!state) return state.error();
      continue;
    }
    outcome.findings.push_back({key, state.error().message(), "the last start of the schedule is unknown",
                                survey.Command("clean --schedules")});
  }
  for (const auto& key : survey.known_schedules) {
    if (survey.schedules.contains(key)) continue;
    outcome.findings.push_back(
        {key, "it is missing, and the journal knows that its schedule started a run",
         "it is not known what was started last: times since then are not made up for",
         "restore it from a backup; or let the schedule start over: " + survey.Command("clean --schedules")});
  }
  return outcome;
}

Result<CheckOutcome> CheckJournal(const Survey& survey) {
  CheckOutcome outcome{.name = "journal"};
  ASSIGN_OR_RETURN(const auto verdict, telemetry::VerifyAudit(survey.lake.processed, std::nullopt));
  outcome.summary = fmt::format("{} in an unbroken hash chain", Counted(verdict.entries, "entry"));
  for (const auto& finding : verdict.findings) {
    const bool head = finding.where == lake::AuditHeadKey();
    // One of the two was modified.
    const auto* const or_head =
        !head && finding.what.contains("the head refers to") ? ", or audit/head.json was changed" : "";
    outcome.findings.push_back(
        {finding.where, finding.what + or_head,
         "it cannot be proven who changed the lake then; the rates do not depend on it",
         head ? survey.Command("transform") + " writes an entry and a new head"
              : "restore " + finding.where.substr(0, finding.where.rfind(".jsonl:")) +
                    (finding.where.contains(".jsonl:") ? ".jsonl" : "") + " from a backup"});
  }
  return outcome;
}

}  // namespace fxlake::verify
