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
  // Pivot currencies for a cross rate when no rate was published for the pair: normally the source's home
  // currency. The first that works is used.
  std::vector<CurrencyCode> pivots = {CurrencyCode::Of("EUR")};
  // Allows a cross of two rates published on different days.
  bool days_may_differ = false;
};

// The legs from one currency to another on a date; empty when they are equal. Rates fixed by law on or before
// that date come first, so that a discontinued currency leads to its successor and back; the remainder is a
// published rate, multiplied or divided by, or a cross of two through a pivot. In the first days of a new
// unit, until a rate is published for it, the last rate of the old unit is used. invalid_input: unknown
// currency, or the only cross has different days. not_found: no rate within reach.
Result<std::vector<Leg>> FindRoute(const RateSeries& series, const RouteRequest& request);

}  // namespace fxlake::rates
