// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/base/rational.h"
#include "fxlake/rates/route.h"

namespace fxlake::cli {

// A rate as it is shown: one base = rate target on `date`.
struct QuotedRate {
  Date date;  // asked for
  rates::CurrencyCode base;
  rates::CurrencyCode target;
  Rational rate;    // published: its own digits; else rounded once (QuotedDigits)
  Date day;         // of the rate used, the older one of a cross; of a fixed one, since when it holds
  std::string how;  // "published", "inverse", "cross via EUR", "fixed"
};

// Computed rates are rounded half-even to the ten decimals of stored ones, or to six significant figures where that keeps more.
Rational RoundedAsComputed(const Rational& exact);

// The rate along the route of a request. Errors: those of rates::FindRoute; invalid_input for a published rate of zero.
Result<QuotedRate> Quote(const rates::RateSeries& series, const rates::RouteRequest& request);

}  // namespace fxlake::cli
