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

// The work on one source: from its unseen visits to written partitions. The manifest is the caller's.
class SourceTransform {
 public:
  // `manifest` is what was committed when the work began, `state` what is known of the source, `anew` whether
  // the manifest is lost and a new one takes its place when the work is done. What is given by reference must
  // outlive it.
  SourceTransform(const lake::Lake& lake, const lake::Manifest& manifest, const sources::Catalog& catalog,
                  const TransformOptions& options, std::string source, lake::SourceState state, bool anew);

  // The state to commit, or nothing when nothing is new. conflict: another process wrote the same partitions
  // meanwhile.
  Result<std::optional<lake::SourceState>> Run(SourceOutcome& outcome);

 private:
  Result<std::optional<lake::SourceState>> RunOnce(SourceOutcome& outcome);
  Result<std::vector<lake::Fetch>> UnseenFetches(SourceOutcome& outcome);
  Result<std::vector<lake::Fetch>> ReadVisits(const std::vector<std::string>& records,
                                              SourceOutcome& outcome);
  Result<void> FindMissingRecords(const std::vector<std::string>& records, SourceOutcome& outcome);
  Result<void> RefuseLoss(const YearPartitions& years, bool decided_since, SourceOutcome& outcome);
  // A body of the raw zone, the fetch it is of, and how to read it.
  struct Body {
    const lake::RawBody* raw;
    const lake::Fetch* fetch;
    Result<sources::StoredReading> reading;
  };
  struct BodyRows;  // what came of one
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
  bool anew_;
  std::map<std::string, std::vector<lake::RejectedRow>> rejected_;  // by raw object
};

}  // namespace fxlake::transform
