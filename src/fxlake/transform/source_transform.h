// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>

#include "fxlake/lake/quarantine.h"
#include "fxlake/lake/raw_zone.h"
#include "fxlake/sources/request/endpoint_matcher.h"
#include "fxlake/transform/suspect_rows.h"
#include "fxlake/transform/transform.h"
#include "fxlake/transform/year_partitions.h"

namespace fxlake::transform {

// Transforms one source, from its new fetches to written partitions. The caller commits the manifest.
class SourceTransform {
 public:
  // `manifest` is the committed one when the work began, `state` the source's state, `manifest_lost` whether
  // the manifest is lost and a new one will replace it. References must outlive this object.
  SourceTransform(const lake::Lake& lake, const lake::Manifest& manifest, const sources::Catalog& catalog,
                  const TransformOptions& options, std::string source, lake::SourceState state,
                  bool manifest_lost);

  // The state to commit, or nullopt when nothing is new. conflict: another process wrote the same partitions
  // meanwhile.
  Result<std::optional<lake::SourceState>> Run(SourceOutcome& outcome);

 private:
  Result<std::optional<lake::SourceState>> RunOnce(SourceOutcome& outcome);
  Result<std::vector<lake::Fetch>> UnseenFetches(SourceOutcome& outcome);
  Result<std::vector<lake::Fetch>> ReadFetches(const std::vector<std::string>& records,
                                               SourceOutcome& outcome);
  Result<void> FindMissingRecords(const std::vector<std::string>& records, SourceOutcome& outcome);
  Result<void> RejectLoss(const YearPartitions& years, bool decided_since, SourceOutcome& outcome);
  // A body of the raw zone, its fetch, and its reader.
  struct Body {
    const lake::RawBody* raw;
    const lake::Fetch* fetch;
    Result<sources::StoredReading> reading;
  };
  struct BodyRows;  // the result of reading one
  std::size_t EndOfBatch(std::span<const Body> bodies, std::size_t first) const;
  Result<void> TransformBatch(const sources::Spec& spec, std::span<const Body> bodies, YearPartitions& years,
                              SuspectRows& suspects, SourceOutcome& outcome);
  Result<void> HoldSuspects(std::span<const Body> bodies, std::vector<Result<BodyRows>>& read,
                            SuspectRows& suspects, SourceOutcome& outcome);
  void SetWatermark(const sources::Spec& spec, const std::vector<lake::Fetch>& fetches);
  Result<void> WriteQuarantine(const std::vector<lake::Fetch>& fetches);
  void Reject(lake::RejectedRow row, SourceOutcome& outcome);

  const lake::Lake& lake_;
  const lake::Manifest& manifest_;
  const sources::Catalog& catalog_;
  const TransformOptions& options_;
  std::string source_;
  lake::SourceState state_;
  lake::RawZone raw_;
  bool rebuild_;
  bool manifest_lost_;
  std::map<std::string, std::vector<lake::RejectedRow>> rejected_;  // by raw object
};

}  // namespace fxlake::transform
