// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/base/rational.h"
#include "fxlake/base/rounding.h"
#include "fxlake/rates/route.h"

namespace fxlake::rates {

// Decimals of an amount in what has no minor units: gold, special drawing rights.
inline constexpr int kDecimalsWithoutMinorUnits = 6;

struct ConversionRequest {
  Rational amount;
  RouteRequest route;
  std::optional<int> decimals = std::nullopt;  // 0 to 30; unset: the minor units of the target currency
  Rounding rounding = Rounding::half_away;     // the one rounding, at the end
  // From one national unit of the euro to another: decimals of the euro amount in between, 3 to 30.
  int euro_decimals = 3;
};

struct ConversionStep {
  Leg leg;
  Rational amount;  // after the leg, in its `to`
};

// A converted amount and how it came about.
struct Conversion {
  Rational amount;  // what was converted
  CurrencyCode from;
  CurrencyCode to;
  std::vector<ConversionStep> steps;  // none when both currencies are the same
  Rational exact;                     // before the rounding at the end
  Rational result;
  int decimals = 0;
  Rounding rounding = Rounding::half_away;

  // The result with all its decimals: "516456.90".
  std::string ToString() const { return result.ToString(decimals); }
  // The day of the rate that was used, the older one of a cross; nullopt when all rates are fixed by law.
  std::optional<Date> DayUsed() const;
};

// Converts exactly and rounds once, at the end. The exception is law: Council Regulation (EC) 1103/97 article
// 4 leads from one national unit of the euro to another through a euro amount rounded to not less than three
// decimals, and article 5 rounds the end half up to the unit's smallest part; the defaults do what it says.
// Fixed rates are never inverted. Errors: those of FindRoute, and invalid_input for decimals out of range or
// a published rate of zero.
Result<Conversion> Convert(const RateSeries& series, const ConversionRequest& request);

}  // namespace fxlake::rates
