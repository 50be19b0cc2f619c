// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/base/rational.h"
#include "fxlake/rates/route.h"

namespace fxlake::rates {

// A rate as it is shown: one base = rate target on `date`.
struct QuotedRate {
  Date date;  // asked for
  CurrencyCode base;
  CurrencyCode target;
  Rational rate;           // published: its own digits; else rounded once (QuotedDigits)
  Date day;                // of the rate used, the older one of a cross; of a fixed one, since when it holds
  std::string derivation;  // "published", "inverse", "cross via EUR", "fixed"
  std::vector<Leg> legs;
};

// Computed rates are rounded half-even to the ten decimals of stored ones, or to six significant figures
// where that keeps more.
Rational RoundedAsComputed(const Rational& exact);

// The rate along the route of a request. Errors: those of FindRoute; invalid_input for a published rate of
// zero.
Result<QuotedRate> Quote(const RateSeries& series, const RouteRequest& request);

}  // namespace fxlake::rates
