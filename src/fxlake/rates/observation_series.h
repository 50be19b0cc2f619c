// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "fxlake/rates/observation.h"
#include "fxlake/rates/rate_series.h"

namespace fxlake::rates {

// A series in memory, 24 bytes per rate; look-up by binary search.
class ObservationSeries final : public RateSeries {
 public:
  // When several rates have the same pair and date, the last row is used.
  explicit ObservationSeries(const ObservationBatch& batch);

  std::optional<DatedRate> LastOnOrBefore(Pair pair, Date date) const override;
  std::optional<DatedRate> FirstOnOrAfter(Pair pair, Date date) const override;

 private:
  std::vector<Observation> rows_;  // sorted by pair, then date; one row per key
};

}  // namespace fxlake::rates
