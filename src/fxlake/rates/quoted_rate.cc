// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/quoted_rate.h"

#include <algorithm>

namespace fxlake::rates {
namespace {

bool IsPublished(const Leg& leg) { return leg.kind == LegKind::published; }

std::string DerivationOf(const std::vector<Leg>& legs) {
  if (std::ranges::none_of(legs, IsPublished)) return "fixed";
  if (legs.size() == 1) return legs.front().operation == Operation::multiply ? "published" : "inverse";
  std::string derivation = "cross via ";
  for (std::size_t i = 0; i + 1 < legs.size(); ++i)
    derivation += (i == 0 ? "" : ", ") + legs[i].to.ToString();
  return derivation;
}

Date DayOf(const std::vector<Leg>& legs) {
  const bool published = std::ranges::any_of(legs, IsPublished);
  std::optional<Date> day;
  for (const auto& leg : legs) {
    if (IsPublished(leg)) day = std::min(day.value_or(leg.date), leg.date);
    if (!published) day = std::max(day.value_or(leg.date), leg.date);
  }
  return *day;
}

}  // namespace

Rational RoundedAsComputed(const Rational& exact) {
  const auto six_figures_start = *Rational::Parse("0.0001");
  if (exact < six_figures_start) return exact.RoundToFigures(6, Rounding::half_even);
  return exact.Round(Decimal::kScale, Rounding::half_even);
}

Result<QuotedRate> Quote(const RateSeries& series, const RouteRequest& request) {
  ASSIGN_OR_RETURN(const auto legs, FindRoute(series, request));
  QuotedRate quote{.date = request.date,
                   .base = request.from,
                   .target = request.to,
                   .rate = Rational(1),
                   .day = request.date,
                   .derivation = "same",
                   .legs = {}};
  if (legs.empty()) return quote;
  for (const auto& leg : legs) {
    if (leg.operation == Operation::multiply) {
      quote.rate = quote.rate * leg.rate;
    } else {
      ASSIGN_OR_RETURN(quote.rate, Rational::Divide(quote.rate, leg.rate).In(leg.ToString()));
    }
  }
  const bool as_published = legs.size() == 1 && legs.front().operation == Operation::multiply;
  if (!as_published) quote.rate = RoundedAsComputed(quote.rate);
  quote.day = DayOf(legs);
  quote.derivation = DerivationOf(legs);
  quote.legs = legs;
  return quote;
}

}  // namespace fxlake::rates
