// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/base/rational.h"
#include "fxlake/rates/route.h"

namespace fxlake::rates {

// A rate as presented to users: one base = rate target on `date`.
struct QuotedRate {
  Date date;  // the requested date
  CurrencyCode base;
  CurrencyCode target;
  Rational rate;           // published: its own digits; otherwise rounded once
  Date day;                // rate date, the older one for a cross; for a fixed rate, its first day
  std::string derivation;  // "published", "inverse", "cross via EUR", "fixed"
  std::vector<Leg> legs;
};

// Rounds a computed rate half-even to ten decimals, as stored rates have, or to six significant figures where
// that keeps more digits.
Rational RoundedAsComputed(const Rational& exact);

// The rate along the route of a request. Errors: those of FindRoute; invalid_input for a published rate of
// zero.
Result<QuotedRate> Quote(const RateSeries& series, const RouteRequest& request);

}  // namespace fxlake::rates
