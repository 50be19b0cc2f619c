// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "fxlake/base/date.h"
#include "fxlake/base/decimal.h"
#include "fxlake/rates/pair.h"

namespace fxlake::rates {

struct DatedRate {
  Date date;
  Decimal rate;

  friend bool operator==(const DatedRate&, const DatedRate&) = default;
};

// The published rates of one source by pair and date, neither inverted nor crossed. Thread-safe for reading.
class RateSeries {
 public:
  virtual ~RateSeries() = default;
  virtual std::optional<DatedRate> LastOnOrBefore(Pair pair, Date date) const = 0;
  virtual std::optional<DatedRate> FirstOnOrAfter(Pair pair, Date date) const = 0;
};

}  // namespace fxlake::rates
