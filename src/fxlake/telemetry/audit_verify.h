// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/env/object_store.h"
#include "fxlake/telemetry/audit_entry.h"

namespace fxlake::telemetry {

// A line of the journal as stored.
struct AuditLine {
  std::string file;
  std::uint64_t number = 0;  // in the file, from 1
  std::string text;
  std::optional<AuditEntry> entry;  // nullopt when the text is not an entry

  std::string Place() const { return file + ":" + std::to_string(number); }
};

// Every line, in file order. Errors: the store's.
Result<std::vector<AuditLine>> ReadAuditLines(env::ObjectStore& store);

// A deviation from what the journal wrote.
struct AuditFinding {
  std::string where;  // audit/2026/04/000000000001.jsonl:7, or a file
  std::string what;
  friend bool operator==(const AuditFinding&, const AuditFinding&) = default;
};

struct AuditVerdict {
  std::uint64_t entries = 0;
  // of the last entry; if kept elsewhere, it later proves that no earlier entry was rewritten
  std::string last_hash;
  std::vector<AuditFinding> findings;
  bool ok() const { return findings.empty(); }
};

// Verifies that every line is unchanged and in its place, from the first to the one that the head names. With
// `known_hash`, also that the journal has an entry with that hash: someone who can write every object can
// create a new chain, but not one with a hash recorded elsewhere.
Result<AuditVerdict> VerifyAudit(env::ObjectStore& store, const std::optional<std::string>& known_hash);

}  // namespace fxlake::telemetry
