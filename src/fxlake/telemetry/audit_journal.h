// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/env/clock.h"
#include "fxlake/env/object_store.h"
#include "fxlake/telemetry/audit_entry.h"

namespace fxlake::telemetry {

// The content of an entry; the journal adds time, principal and hash chain.
struct AuditNote {
  std::string outcome;
  std::string command;
  std::string execution = {};
  std::string note = {};
  std::vector<AuditObject> objects = {};
};

// The append-only journal of who did what to which objects: lines chained by SHA-256 in files of the lake,
// and a head that names the last one (docs/formats/audit.md). An entry exists once its line is in its file;
// files are changed by compare-and-swap, so any number of processes and threads may append concurrently.
// Errors: the store's; conflict when others were first repeatedly.
class AuditJournal {
 public:
  // `principal`: who runs this program.
  AuditJournal(env::ObjectStore& store, env::Clock& clock, std::string principal)
      : store_(store), clock_(clock), principal_(std::move(principal)) {}

  // Durable on return. When there are more objects than one entry holds, writes several entries and returns
  // the last.
  Result<AuditEntry> Append(const AuditNote& note);

 private:
  struct Tail;
  Result<Tail> FindTail();
  Result<AuditEntry> AppendOne(const AuditNote& note);
  Result<std::optional<AuditEntry>> TryAppend(Tail tail, AuditEntry entry);
  Result<void> MoveHead(const AuditEntry& last, const std::string& file);

  env::ObjectStore& store_;
  env::Clock& clock_;
  std::string principal_;
};

// The head's content: the last entry when it was written, and its file.
struct AuditHead {
  std::uint64_t sequence = 0;  // 0 before the first entry
  std::string hash;
  std::string file;  // "": the object is invalid
  std::string etag;
};
// nullopt when there is none.
Result<std::optional<AuditHead>> ReadAuditHead(env::ObjectStore& store);

}  // namespace fxlake::telemetry
