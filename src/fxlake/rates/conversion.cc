// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/conversion.h"

#include <algorithm>

#include "fxlake/rates/currency.h"

namespace fxlake::rates {
namespace {

constexpr int kLeastEuroDecimals = 3;  // Regulation (EC) 1103/97 article 4(4)
constexpr int kMostDecimals = 30;

Result<Rational> Walk(const Rational& amount, const Leg& leg) {
  if (leg.operation == Operation::multiply) return amount * leg.rate;
  auto quotient = Rational::Divide(amount, leg.rate);
  return std::move(quotient).In(leg.ToString());
}

// Whether the amount after this leg is the intermediate euro amount between two of its national units.
bool IsEuroInPassing(const std::vector<Leg>& legs, std::size_t index) {
  return index + 1 < legs.size() && legs[index].kind == LegKind::fixed_euro_rate &&
         legs[index + 1].kind == LegKind::fixed_euro_rate;
}

}  // namespace

std::optional<Date> Conversion::DayUsed() const {
  std::optional<Date> day;
  for (const auto& step : steps) {
    if (step.leg.kind == LegKind::published) day = std::min(day.value_or(step.leg.date), step.leg.date);
  }
  return day;
}

Result<Conversion> Convert(const RateSeries& series, const ConversionRequest& request) {
  if (request.decimals && (*request.decimals < 0 || *request.decimals > kMostDecimals)) {
    return InvalidInput("the number of decimals of an amount must be 0 to 30, not " +
                        std::to_string(*request.decimals));
  }
  if (request.euro_decimals < kLeastEuroDecimals || request.euro_decimals > kMostDecimals) {
    return InvalidInput("the number of decimals of the intermediate euro amount must be 3 to 30, not " +
                        std::to_string(request.euro_decimals));
  }
  ASSIGN_OR_RETURN(const auto legs, FindRoute(series, request.route));
  const auto minor_units = FindCurrency(request.route.to)->minor_units;

  Conversion conversion{.amount = request.amount,
                        .from = request.route.from,
                        .to = request.route.to,
                        .steps = {},
                        .exact = request.amount,
                        .result = {}};
  for (std::size_t index = 0; index < legs.size(); ++index) {
    ASSIGN_OR_RETURN(conversion.exact, Walk(conversion.exact, legs[index]));
    if (IsEuroInPassing(legs, index))
      conversion.exact = conversion.exact.Round(request.euro_decimals, Rounding::half_away);
    conversion.steps.push_back({legs[index], conversion.exact});
  }
  conversion.decimals = request.decimals.value_or(minor_units.value_or(kDecimalsWithoutMinorUnits));
  conversion.rounding = request.rounding;
  conversion.result = conversion.exact.Round(conversion.decimals, request.rounding);
  return conversion;
}

}  // namespace fxlake::rates
