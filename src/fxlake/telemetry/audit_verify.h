// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/env/object_store.h"
#include "fxlake/telemetry/audit_entry.h"

namespace fxlake::telemetry {

// A line of the journal as it stands.
struct AuditLine {
  std::string file;
  std::uint64_t number = 0;  // in the file, from 1
  std::string text;
  std::optional<AuditEntry> entry;  // nothing when the text is none

  std::string Place() const { return file + ":" + std::to_string(number); }
};

// Every line, in the order of the files. Errors: the store's.
Result<std::vector<AuditLine>> ReadAuditLines(env::ObjectStore& store);

// Something that is not as the journal wrote it.
struct AuditFinding {
  std::string where;  // audit/2026/04/000000000001.jsonl:7, or a file
  std::string what;
  friend bool operator==(const AuditFinding&, const AuditFinding&) = default;
};

struct AuditVerdict {
  std::uint64_t entries = 0;
  std::string last_hash;  // of the last entry; kept elsewhere, it proves later that nothing before it was
                          // written anew
  std::vector<AuditFinding> findings;
  bool ok() const { return findings.empty(); }
};

// Whether every line is unchanged and in its place, from the first to the one that the head names. With
// `known_hash`, also whether an entry of that hash is in the journal: who can write every object could make a
// whole new chain, but not one with a hash that was noted elsewhere.
Result<AuditVerdict> VerifyAudit(env::ObjectStore& store, const std::optional<std::string>& known_hash);

}  // namespace fxlake::telemetry
