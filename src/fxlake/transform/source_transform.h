// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>

#include "fxlake/lake/quarantine.h"
#include "fxlake/lake/raw_zone.h"
#include "fxlake/sources/request_matcher.h"
#include "fxlake/transform/transform.h"
#include "fxlake/transform/year_partitions.h"

namespace fxlake::transform {

// The work on one source: from its unseen visits to written partitions. The manifest is the caller's.
class SourceTransform {
 public:
  SourceTransform(const lake::Lake& lake, const sources::Catalog& catalog, const TransformOptions& options, std::string source,
                  lake::SourceState state);

  // The state to commit, or nothing when nothing is new. conflict: another process wrote the same partitions meanwhile.
  Result<std::optional<lake::SourceState>> Run(SourceOutcome& outcome);

 private:
  Result<std::optional<lake::SourceState>> RunOnce(SourceOutcome& outcome);
  Result<std::vector<lake::Fetch>> UnseenVisits(SourceOutcome& outcome);
  Result<std::vector<lake::Fetch>> ReadVisits(const std::vector<std::string>& records, SourceOutcome& outcome);
  Result<void> FindMissingRecords(const std::vector<std::string>& records, SourceOutcome& outcome);
  Result<void> RefuseLoss(const YearPartitions& years, SourceOutcome& outcome);
  // A body of the raw zone and how to read it.
  struct Work {
    const lake::RawBody* body = nullptr;
    Result<sources::StoredReading> reading;
  };
  Result<void> TransformBatch(const sources::Spec& spec, std::span<const Work> bodies, YearPartitions& years, SourceOutcome& outcome);
  void SetWatermark(const sources::Spec& spec, const std::vector<lake::Fetch>& visits);
  Result<void> WriteQuarantine(const std::vector<lake::Fetch>& visits);
  void Refuse(lake::RefusedRow row, SourceOutcome& outcome);

  const lake::Lake& lake_;
  const sources::Catalog& catalog_;
  const TransformOptions& options_;
  std::string source_;
  lake::SourceState state_;
  lake::RawZone raw_;
  bool rebuild_;
  std::map<std::string, std::vector<lake::RefusedRow>> refused_;  // by raw object
};

}  // namespace fxlake::transform
