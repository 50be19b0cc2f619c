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
  bool deep = false;           // read every raw body
  Instant now;                 // what is younger than a day may be of a process at work
  std::size_t threads = 0;     // 0: one for each core, or as many as the store pays for
  std::string lake_arguments;  // of the commands that mend: " --lake s3://bucket/fx", or ""
};

// What lies in a lake, read once for all checks.
struct Survey {
  lake::Lake lake;
  VerifyOptions options;
  std::map<std::string, std::uint64_t> raw, processed, quarantine, runs,
      schedules;  // by key, the size in bytes
  lake::ManifestReading manifest;
  std::vector<telemetry::AuditLine> journal;
  std::map<std::string, std::string> journaled;  // by key, the newest hash that the journal has; "": deleted
  std::set<std::string> known_schedules;         // states that the journal knows of, by key
  std::map<std::string, lake::Fetch> fetches;    // by key of the record, those that can be read
  std::map<std::string, std::string> unreadable_records;  // by key, why

  // "fxlake rebuild --source ecb" for this lake.
  std::string Command(const std::string& words) const {
    return "\"fxlake " + words + options.lake_arguments + "\"";
  }
  std::size_t threads() const;
};

// Errors: the stores'. What is wrong with an object is no error.
Result<Survey> TakeSurvey(const lake::Lake& lake, const VerifyOptions& options);

// The bytes of an object; nothing when there is none.
Result<std::optional<std::string>> ReadIfThere(env::ObjectStore& store, const std::string& key);

// The source in a key of any zone: ecb of raw/source=ecb/2026/04/... "" when there is none.
std::string SourceIn(const std::string& key);

}  // namespace fxlake::verify
