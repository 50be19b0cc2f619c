// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>

#include "fxlake/env/object_store.h"
#include "fxlake/server/snapshot/lake_records.h"

namespace fxlake::server {

// Reads a lake's runs and quarantine again and again, each object once, and no more of them than answers can
// show. One thread at a time.
class LakeRecordsReader {
 public:
  static constexpr std::size_t kMostRuns = 500;      // whose reports are read and kept
  static constexpr std::size_t kLookedAtAgain = 20;  // of the newest runs, when they had no report yet
  static constexpr std::size_t kMostQuarantineObjects = 1'000;    // of one source
  static constexpr std::size_t kMostQuarantineRows = 1'000;       // of one source
  static constexpr std::uint64_t kMostQuarantineBytes = 8 << 20;  // of one object

  // The store outlives it.
  explicit LakeRecordsReader(env::ObjectStore& processed) : processed_(processed) {}

  // The records as they are now; the same pointer as before when nothing has changed. An object of quarantine
  // that was replaced by one of the same size is read again when `manifest_version` is another one. An error
  // of the store is in the records.
  std::shared_ptr<const LakeRecords> Read(std::uint64_t manifest_version);

 private:
  struct Visit {
    std::uint64_t size = 0, row_count = 0;
    lake::QuarantinedFetch content;  // with the rows there was room for
  };
  Result<void> ReadRuns(LakeRecords& records);
  Result<void> ReadQuarantine(LakeRecords& records);
  Result<QuarantinedSource> ReadQuarantineOf(const std::string& source);
  Instant StartOf(const std::string& name);
  RunRecord ReadRun(const std::string& name, std::optional<Json>& report) const;

  env::ObjectStore& processed_;
  std::shared_ptr<const LakeRecords> last_ = std::make_shared<LakeRecords>();
  std::map<std::string, Instant> starts_;
  std::map<std::string, RunRecord> runs_;  // those that are kept
  telemetry::MetricValues measured_;
  std::map<std::string, Visit> visits_;  // by key
  std::uint64_t manifest_version_ = 0;
};

}  // namespace fxlake::server
