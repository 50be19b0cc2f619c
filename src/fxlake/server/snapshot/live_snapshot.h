// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <mutex>

#include "fxlake/env/clock.h"
#include "fxlake/server/snapshot/lake_records_reader.h"
#include "fxlake/server/snapshot/snapshot.h"

namespace fxlake::server {

// How current the served data is.
struct Freshness {
  Instant checked_at;                // when the lake was last confirmed to equal the snapshot
  std::uint64_t failed_reloads = 0;  // since the start
  std::string problem = {};          // of the last reload; "" when it succeeded
};

// The newest snapshot of a lake. Thread-safe: threads may read while one refreshes.
class LiveSnapshot {
 public:
  // All arguments must outlive it.
  static Result<std::unique_ptr<LiveSnapshot>> Open(env::ObjectStore& processed,
                                                    const sources::Catalog& catalog, env::Clock& clock);

  std::shared_ptr<const Snapshot> Get() const;
  // Changes with the snapshot; cheap enough to check before each response.
  std::uint64_t generation() const { return generation_.load(std::memory_order_acquire); }
  Freshness freshness() const;

  // Loads the lake when its manifest has changed and swaps the snapshot; returns true when it did. While a
  // run is writing partitions that the manifest does not name yet, the snapshot is kept until the next call.
  // Errors: the store's; the snapshot is kept then, too.
  Result<bool> Refresh();
  // Reads runs and quarantine and swaps the snapshot when they have changed; returns true when it did.
  Result<bool> RefreshRecords();

 private:
  LiveSnapshot(env::ObjectStore& processed, const sources::Catalog& catalog, env::Clock& clock)
      : processed_(processed), catalog_(catalog), clock_(clock), records_(processed) {}
  Result<bool> Reload();
  void Set(std::shared_ptr<const Snapshot> snapshot);
  void NoteChecked();
  void NoteProblem(const Error& error);

  env::ObjectStore& processed_;
  const sources::Catalog& catalog_;
  env::Clock& clock_;
  LakeRecordsReader records_;
  mutable std::mutex guard_;
  std::shared_ptr<const Snapshot> current_;
  Freshness freshness_;
  std::atomic<std::uint64_t> generation_ = 0;
};

}  // namespace fxlake::server
