// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/route.h"

#include <algorithm>

#include "fxlake/rates/currency.h"

namespace fxlake::rates {
namespace {

using Legs = std::vector<Leg>;

// A currency equivalent to the requested one, with the fixed legs that lead to it.
struct Equivalent {
  CurrencyCode currency;
  Legs legs;
};

Legs Joined(Legs first, const Legs& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

// The currency and, in order, its successors up to `date`.
std::vector<Equivalent> Successors(CurrencyCode currency, Date date) {
  std::vector<Equivalent> successors = {{currency, {}}};
  while (const auto* succession = FindSuccession(successors.back().currency)) {
    if (succession->since > date) break;
    successors.push_back({succession->successor, Joined(successors.back().legs, {ForwardLeg(*succession)})});
  }
  return successors;
}

// The currencies whose published rates may be used: the newest unit first, then older ones.
std::vector<Equivalent> Equivalents(CurrencyCode currency, Date date) {
  auto equivalents = Successors(currency, date);
  std::ranges::reverse(equivalents);
  for (const auto& redenomination : Redenominations()) {
    if (redenomination.successor == currency && redenomination.since <= date) {
      equivalents.push_back({redenomination.predecessor, {ForwardLeg(redenomination).Reversed()}});
    }
  }
  return equivalents;
}

std::optional<Legs> FixedRoute(const RouteRequest& request) {
  const auto to = Successors(request.to, request.date);
  for (const auto& from : Successors(request.from, request.date)) {
    const auto meeting = std::ranges::find(to, from.currency, &Equivalent::currency);
    if (meeting != to.end()) return Joined(from.legs, Reversed(meeting->legs));
  }
  return std::nullopt;
}

// A rate published for the pair in either direction.
std::optional<Leg> PublishedLeg(const RateSeries& series, const RouteRequest& request, CurrencyCode from,
                                CurrencyCode to) {
  const auto pair = Pair::Make(from, to);
  if (!pair) return std::nullopt;
  for (const auto operation : {Operation::multiply, Operation::divide}) {
    const auto found = FindRate(series, operation == Operation::multiply ? *pair : pair->Inverse(),
                                request.date, request.look_up);
    if (found)
      return Leg{from, to, LegKind::published, operation, Rational::FromDecimal(found->rate), found->date};
  }
  return std::nullopt;
}

Error DifferentDays(const Leg& first, const Leg& second) {
  return InvalidInput(
      "the cross rate would combine rates with different dates, which is not allowed by default: " +
      first.ToString() + "; " + second.ToString());
}

// The published legs between two equivalents; empty when they are equal.
Result<Legs> PublishedRoute(const RateSeries& series, const RouteRequest& request, CurrencyCode from,
                            CurrencyCode to) {
  if (const auto leg = PublishedLeg(series, request, from, to)) return Legs{*leg};
  std::optional<Legs> uneven;
  for (const auto pivot : request.pivots) {
    const auto first = PublishedLeg(series, request, from, pivot);
    const auto second = first ? PublishedLeg(series, request, pivot, to) : std::nullopt;
    if (!second) continue;
    if (first->date == second->date) return Legs{*first, *second};
    if (!uneven) uneven = Legs{*first, *second};
  }
  if (!uneven) return Legs{};
  if (!request.days_may_differ) return DifferentDays(uneven->front(), uneven->back());
  return *uneven;
}

// Why there may be no rate: the currency did not exist yet, or no longer exists.
std::string LifeOf(const Currency& currency, Date date) {
  if (currency.InUseOn(date)) return "";
  const bool over = currency.last_day && *currency.last_day < date;
  return "; " + currency.code.ToString() + (over ? " ended on " : " began on ") +
         (over ? *currency.last_day : *currency.first_day).ToString();
}

}  // namespace

Result<std::vector<Leg>> FindRoute(const RateSeries& series, const RouteRequest& request) {
  const auto* from = FindCurrency(request.from);
  const auto* to = FindCurrency(request.to);
  if (from == nullptr || to == nullptr) {
    return InvalidInput("no such currency: " + (from == nullptr ? request.from : request.to).ToString());
  }
  if (auto fixed = FixedRoute(request)) return *std::move(fixed);
  const auto ends = Equivalents(request.to, request.date);
  for (const auto& start : Equivalents(request.from, request.date)) {
    for (const auto& end : ends) {
      ASSIGN_OR_RETURN(const Legs published, PublishedRoute(series, request, start.currency, end.currency));
      if (!published.empty()) return Joined(Joined(start.legs, published), Reversed(end.legs));
    }
  }
  return NotFound("no rate from " + request.from.ToString() + " to " + request.to.ToString() + " " +
                  request.look_up.Describe(request.date) + LifeOf(*from, request.date) +
                  LifeOf(*to, request.date));
}

}  // namespace fxlake::rates
