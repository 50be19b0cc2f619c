// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/env/clock.h"
#include "fxlake/env/object_store.h"
#include "fxlake/telemetry/audit_entry.h"

namespace fxlake::telemetry {

// What the journal is told; it adds when, who, and the chain.
struct AuditNote {
  std::string outcome;
  std::string command;
  std::string execution = {};
  std::string note = {};
  std::vector<AuditObject> objects = {};
};

// The append-only journal of who did what on which objects: lines chained by SHA-256, in files of the lake,
// and a head that names the last one (docs/formats/audit.md). An entry exists when its line is in its file,
// by compare-and-swap, so any number of processes and threads may write at once. Errors: the store's;
// conflict when others were first again and again.
class AuditJournal {
 public:
  // `principal`: who runs this program.
  AuditJournal(env::ObjectStore& store, env::Clock& clock, std::string principal)
      : store_(store), clock_(clock), principal_(std::move(principal)) {}

  // Durable when it returns. More objects than one entry holds become several entries, and the last is the
  // answer.
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

// What the head says: the entry that was the last when it was written, and its file.
struct AuditHead {
  std::uint64_t sequence = 0;  // 0 before the first entry
  std::string hash;
  std::string file;  // "": its bytes are no head
  std::string etag;
};
// Nothing when there is none.
Result<std::optional<AuditHead>> ReadAuditHead(env::ObjectStore& store);

}  // namespace fxlake::telemetry
