// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <mutex>

#include "fxlake/server/snapshot.h"

namespace fxlake::server {

// The newest snapshot of a lake. Threads may ask while one of them refreshes it.
class LiveSnapshot {
 public:
  // `processed` and `catalog` outlive it.
  static Result<std::unique_ptr<LiveSnapshot>> Open(env::ObjectStore& processed, const sources::Catalog& catalog);

  std::shared_ptr<const Snapshot> Get() const;
  // Another number means another snapshot; cheap to ask before each answer.
  std::uint64_t generation() const { return generation_.load(std::memory_order_acquire); }

  // Reads the lake again when its manifest is another one, and swaps the snapshot; true when it did. While a run is writing partitions that
  // the manifest does not name yet, the snapshot stays: the next call tries again. Errors: the store's; the snapshot stays then, too.
  Result<bool> Refresh();

 private:
  LiveSnapshot(env::ObjectStore& processed, const sources::Catalog& catalog) : processed_(processed), catalog_(catalog) {}
  void Set(std::shared_ptr<const Snapshot> snapshot);

  env::ObjectStore& processed_;
  const sources::Catalog& catalog_;
  mutable std::mutex guard_;
  std::shared_ptr<const Snapshot> current_;
  std::atomic<std::uint64_t> generation_ = 0;
};

}  // namespace fxlake::server
