// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "fxlake/rates/observation.h"
#include "fxlake/rates/rate_series.h"

namespace fxlake::rates {

// A series held in memory, 24 bytes a rate; a look-up is a binary search.
class ObservationSeries final : public RateSeries {
 public:
  // Of two rates of one pair and day the later row counts.
  explicit ObservationSeries(const ObservationBatch& batch);

  std::optional<DatedRate> LastOnOrBefore(Pair pair, Date date) const override;
  std::optional<DatedRate> FirstOnOrAfter(Pair pair, Date date) const override;

 private:
  std::vector<Observation> rows_;  // by pair, then date; one row for each
};

}  // namespace fxlake::rates
