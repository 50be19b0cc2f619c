// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>

#include "fxlake/lake/quarantine.h"
#include "fxlake/lake/raw_zone.h"
#include "fxlake/transform/transform.h"

namespace fxlake::transform {

// The work on one source: from its unseen visits to written partitions. The manifest is the caller's.
class SourceTransform {
 public:
  SourceTransform(const lake::Lake& lake, const sources::Catalog& catalog, const TransformOptions& options, std::string source, lake::SourceState state);

  // The state to commit, or nothing when nothing is new. conflict: another process wrote the same partitions meanwhile.
  Result<std::optional<lake::SourceState>> Run(SourceOutcome& outcome);

 private:
  // One partition as it will be: encoded, since many years of many currencies are small only that way.
  struct Partition {
    std::string bytes;                // empty: no rows
    lake::PartitionInfo info;
    std::optional<std::string> etag;  // of the object that is there; nullopt: none
    std::string hash_there;
  };
  struct Year {
    Partition rates;
    Partition revisions;
    MergeCounts counts;
    std::vector<std::pair<lake::RateRow, lake::Origin>> contradictions;
  };
  Result<std::vector<lake::Fetch>> UnseenVisits(SourceOutcome& outcome);
  Result<void> TransformBatch(const sources::Spec& spec, std::span<const lake::RawBody* const> bodies, SourceOutcome& outcome);
  Result<void> MergeYears(std::map<int, lake::RateRows> incoming, SourceOutcome& outcome);
  Result<void> MergeYear(int year, lake::RateRows incoming, bool first_touch, Year& into);
  Result<void> ReadPartition(lake::PartitionId id, Partition& partition);
  Result<void> WriteTable(lake::Table table, SourceOutcome& outcome);
  Result<void> DropVanished(SourceOutcome& outcome);
  Result<void> WriteQuarantine(const std::vector<lake::Fetch>& visits);
  void Refuse(const std::string& raw_object, std::string where, std::string cells, std::string reason, SourceOutcome& outcome);

  const lake::Lake& lake_;
  const sources::Catalog& catalog_;
  const TransformOptions& options_;
  std::string source_;
  lake::SourceState state_;
  lake::RawZone raw_;
  bool rebuild_;
  std::map<int, Year> years_;
  std::map<std::string, std::vector<lake::RefusedRow>> refused_;  // by raw object
};

}  // namespace fxlake::transform
