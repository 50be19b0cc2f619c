// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/rates/leg.h"
#include "fxlake/rates/look_up.h"

namespace fxlake::rates {

struct RouteRequest {
  CurrencyCode from;
  CurrencyCode to;
  Date date;
  LookUpRule look_up = {};
  // Through which a rate may be crossed where none was published for the two: the home currency of the
  // source. The first that serves is taken.
  std::vector<CurrencyCode> pivots = {CurrencyCode::Of("EUR")};
  // Allow a cross of two rates published on different days.
  bool days_may_differ = false;
};

// The legs from one currency to another as of a day; none when they are the same. First come rates fixed by
// law on or before that day, so that a currency which is no more leads to its successor and back; what is
// left is a published rate, taken as it is or divided by, or two of them crossed through a pivot. In the
// first days of a new unit, as long as none was published for it, the last rate of the old unit serves.
// invalid_input: no such currency, or the only cross is of different days. not_found: no rate within reach.
Result<std::vector<Leg>> FindRoute(const RateSeries& series, const RouteRequest& request);

}  // namespace fxlake::rates
