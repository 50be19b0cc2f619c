// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/lake/decisions.h"
#include "fxlake/lake/manifest.h"
#include "fxlake/lake/raw_zone.h"
#include "fxlake/transform/other_sources.h"
#include "fxlake/transform/plausibility.h"
#include "fxlake/transform/year_partitions.h"

namespace fxlake::transform {

// Finds the suspect rows of a source's fetches, in order: applies Plausibility with the lake's known rates,
// decisions and other sources.
class SuspectRows {
 public:
  // Fetches that `state` has seen are not compared with other sources again, because those have changed
  // since. All arguments must outlive it.
  SuspectRows(const lake::Lake& lake, const lake::Manifest& manifest, const sources::Catalog& catalog,
              const sources::Spec& spec, const lake::SourceState& state, bool rebuild, YearPartitions& years);

  // Reads the decisions. Returns whether they differ from those that the state was made with, which requires
  // a rebuild.
  Result<bool> ReadDecisions();

  // The rows of one fetch, or of a part of one, that are held or dismissed.
  Result<std::vector<HeldRow>> Find(const lake::Fetch& fetch,
                                    std::span<const rates::ObservationBatch* const> bodies);

  // The number of decisions applied.
  std::uint64_t decisions() const { return decision_count_; }

 private:
  Result<void> KnowRates(std::span<const rates::ObservationBatch* const> bodies);
  Result<void> KeepHolds(const lake::Fetch& fetch, std::span<const rates::ObservationBatch* const> bodies,
                         const std::vector<HeldRow>& held);

  const lake::Lake& lake_;
  const std::string source_;
  const lake::SourceState& state_;
  bool rebuild_;
  YearPartitions& years_;
  Plausibility plausibility_;
  OtherSources others_;
  lake::Decisions decisions_;
  std::uint64_t decision_count_ = 0;
  std::vector<int> unread_years_;  // years of the lake that may be read on demand, newest last
};

}  // namespace fxlake::transform
