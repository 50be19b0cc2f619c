// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>

#include "fxlake/env/object_store.h"
#include "fxlake/server/snapshot/lake_records.h"

namespace fxlake::server {

// Reads a lake's runs and quarantine repeatedly: each object once, and no more than responses can show. Not
// thread-safe.
class LakeRecordsReader {
 public:
  static constexpr std::size_t kMostRuns = 500;                 // maximum number of reports kept
  static constexpr std::size_t kRecheckedRuns = 20;             // of the newest runs without a report so far
  static constexpr std::size_t kMostQuarantineObjects = 1'000;  // per source
  static constexpr std::size_t kMostQuarantineRows = 1'000;     // per source
  static constexpr std::uint64_t kMostQuarantineBytes = 8 << 20;  // per object

  // The store must outlive it.
  explicit LakeRecordsReader(env::ObjectStore& processed) : processed_(processed) {}

  // The current records; the same pointer as before when nothing has changed. A quarantine object that was
  // replaced by one of equal size is read again only when `manifest_version` has changed. An error of the
  // store is in the records.
  std::shared_ptr<const LakeRecords> Read(std::uint64_t manifest_version);

 private:
  struct QuarantineObject {
    std::uint64_t size = 0, row_count = 0;
    lake::QuarantinedFetch content;  // with as many rows as fit
  };
  Result<void> ReadRuns(LakeRecords& records);
  Result<void> ReadQuarantine(LakeRecords& records);
  Result<QuarantinedSource> ReadQuarantineOf(const std::string& source);
  Instant StartOf(const std::string& name);
  RunRecord ReadRun(const std::string& name, std::optional<Json>& report) const;

  env::ObjectStore& processed_;
  std::shared_ptr<const LakeRecords> last_ = std::make_shared<LakeRecords>();
  std::map<std::string, Instant> starts_;
  std::map<std::string, RunRecord> runs_;  // those kept
  telemetry::MetricValues measured_;
  std::map<std::string, QuarantineObject> quarantine_objects_;  // by key
  std::uint64_t manifest_version_ = 0;
};

}  // namespace fxlake::server
