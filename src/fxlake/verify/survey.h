// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "fxlake/lake/manifest.h"
#include "fxlake/lake/raw_zone.h"
#include "fxlake/telemetry/audit_verify.h"

namespace fxlake::verify {

struct VerifyOptions {
  bool deep = false;             // read every raw body
  Instant now;                   // objects younger than a day may belong to a running process
  std::size_t threads = 0;       // 0: one per core, or as many as the store recommends
  std::string tables_root = {};  // the lake's location for engines; "": open tables are not checked
  std::string lake_arguments;    // for suggested commands: " --lake s3://bucket/fx", or ""
};

// The contents of a lake, listed once for all checks.
struct Survey {
  lake::Lake lake;
  VerifyOptions options;
  // by key, the size in bytes
  std::map<std::string, std::uint64_t> raw, tables, processed, quarantine, runs, schedules;
  lake::ManifestReading manifest;
  std::vector<telemetry::AuditLine> journal;
  std::map<std::string, std::string> journaled;  // by key, the newest hash in the journal; "": deleted
  std::set<std::string> known_schedules;         // states in the journal, by key
  std::map<std::string, lake::Fetch> fetches;    // by key of the record; readable ones only
  std::map<std::string, std::string> unreadable_records;  // by key, the reason

  // "fxlake rebuild --source ecb" for this lake.
  std::string Command(const std::string& words) const {
    return "\"fxlake " + words + options.lake_arguments + "\"";
  }
  std::size_t threads() const;
};

// Errors: the stores'. A problem with an object is not an error.
Result<Survey> TakeSurvey(const lake::Lake& lake, const VerifyOptions& options);

// The bytes of an object; nullopt when there is none.
Result<std::optional<std::string>> ReadIfThere(env::ObjectStore& store, const std::string& key);

// The source in a key of any zone: ecb of raw/source=ecb/2026/04/...; "" when there is none.
std::string SourceIn(const std::string& key);

}  // namespace fxlake::verify
