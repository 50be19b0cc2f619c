// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/base/rational.h"
#include "fxlake/base/rounding.h"
#include "fxlake/rates/route.h"

namespace fxlake::rates {

// Decimals of an amount in a unit without minor units: gold, special drawing rights.
inline constexpr int kDecimalsWithoutMinorUnits = 6;

struct ConversionRequest {
  Rational amount;
  RouteRequest route;
  std::optional<int> decimals = std::nullopt;  // 0 to 30; unset: the minor units of the target currency
  Rounding rounding = Rounding::half_away;     // of the final result
  // Decimals of the intermediate euro amount between two national units of the euro, 3 to 30.
  int euro_decimals = 3;
};

struct ConversionStep {
  Leg leg;
  Rational amount;  // after the leg, in its `to` currency
};

// A converted amount and its derivation.
struct Conversion {
  Rational amount;  // the input amount
  CurrencyCode from;
  CurrencyCode to;
  std::vector<ConversionStep> steps;  // empty when both currencies are equal
  Rational exact;                     // before the final rounding
  Rational result;
  int decimals = 0;
  Rounding rounding = Rounding::half_away;

  // The result with all its decimals: "516456.90".
  std::string ToString() const { return result.ToString(decimals); }
  // The date of the rate used, the older one for a cross rate; nullopt when all rates are fixed by law.
  std::optional<Date> DayUsed() const;
};

// Converts exactly and rounds once, at the end, with one exception required by law: Council Regulation (EC)
// 1103/97 article 4 converts between national units of the euro through a euro amount rounded to at least
// three decimals, and article 5 rounds the result half up to the unit's smallest part; the defaults implement
// this. Fixed rates are never inverted. Errors: those of FindRoute, and invalid_input for decimals out of
// range or a published rate of zero.
Result<Conversion> Convert(const RateSeries& series, const ConversionRequest& request);

}  // namespace fxlake::rates
