// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/snapshot/quote_column.h"

#include <algorithm>

#include "fxlake/rates/succession.h"
#include "fxlake/server/snapshot/exact_number.h"

namespace fxlake::server {
namespace {

using rates::CurrencyCode;

std::int32_t SuccessionOf(CurrencyCode currency) {
  const auto* succession = rates::FindSuccession(currency);
  return succession == nullptr ? INT32_MAX : succession->since.days();
}

bool HasPredecessor(CurrencyCode currency) {
  return std::ranges::find(rates::Redenominations(), currency, &rates::Succession::successor) !=
         rates::Redenominations().end();
}

}  // namespace

QuoteColumn::QuoteColumn(const RateHistory& history, const rates::RouteRequest& route, CurrencyCode from,
                         CurrencyCode to)
    : to_(to),
      look_up_(route.look_up),
      days_may_differ_(route.days_may_differ),
      simple_until_(std::min(SuccessionOf(from), SuccessionOf(to))),
      has_predecessor_(HasPredecessor(from) || HasPredecessor(to)),
      direct_(HopOf(history, from, to)) {
  for (const auto pivot : route.pivots) {
    if (pivot == from || pivot == to) continue;
    crosses_.push_back(
        {HopOf(history, from, pivot), HopOf(history, pivot, to), "cross via " + pivot.ToString()});
  }
  for (const auto& pair : history.pairs()) {
    if (pair.pair.base() == to || pair.pair.target() == to) rates_of_target_.emplace_back(pair);
  }
}

QuoteColumn::Hop QuoteColumn::HopOf(const RateHistory& history, CurrencyCode from, CurrencyCode to) {
  Hop hop;
  const auto pair = rates::Pair::Make(from, to);
  if (!pair) return hop;
  if (const auto* published = history.Find(*pair)) hop.published.emplace(*published);
  if (const auto* inverse = history.Find(pair->Inverse())) hop.inverse.emplace(*inverse);
  return hop;
}

std::optional<QuoteColumn::Leg> QuoteColumn::Hop::Find(std::int32_t day, const rates::LookUpRule& rule) {
  for (auto* cursor : {&published, &inverse}) {
    const auto index = *cursor ? (*cursor)->Find(day, rule) : std::nullopt;
    if (index) return Leg{&(*cursor)->history(), *index, cursor == &inverse};
  }
  return std::nullopt;
}

bool QuoteColumn::HasRates(std::int32_t first, std::int32_t last) {
  const rates::LookUpRule within{.look_up = rates::LookUp::previous, .reach = last - first};
  return std::ranges::any_of(rates_of_target_,
                             [&](HistoryCursor& rates) { return rates.Find(last, within).has_value(); });
}

QuoteColumn::Answer QuoteColumn::Take(std::span<const Leg> legs, std::string_view derivation) {
  // An invalid rate is an error, whose text rates::Quote makes.
  if (std::ranges::any_of(legs, [](const Leg& leg) { return leg.rate().units() <= 0; }))
    return Answer::unknown;
  std::ranges::copy(legs, legs_.begin());
  leg_count_ = legs.size();
  derivation_ = derivation;
  return Answer::quoted;
}

QuoteColumn::Answer QuoteColumn::Find(std::int32_t day) {
  if (day >= simple_until_) return Answer::unknown;
  if (const auto leg = direct_.Find(day, look_up_))
    return Take(std::span(&*leg, 1), leg->divides ? "inverse" : "published");
  std::optional<std::array<Leg, 2>> uneven;
  std::string_view uneven_derivation;
  for (auto& cross : crosses_) {
    const auto first = cross.first.Find(day, look_up_);
    const auto second = first ? cross.second.Find(day, look_up_) : std::nullopt;
    if (!second) continue;
    const std::array legs = {*first, *second};
    if (first->day() == second->day()) return Take(legs, cross.derivation);
    if (uneven) continue;
    uneven = legs;
    uneven_derivation = cross.derivation;
  }
  if (uneven) return days_may_differ_ ? Take(*uneven, uneven_derivation) : Answer::none;
  return has_predecessor_ ? Answer::unknown : Answer::none;
}

bool QuoteColumn::AppendRate(std::string& out) const {
  if (leg_count_ == 1 && !legs_[0].divides) {
    AppendExact(out, legs_[0].rate());
    return true;
  }
  WideUnsigned top = 1, bottom = 1;
  for (const auto& leg : legs()) {
    (leg.divides ? bottom : top) *= static_cast<std::uint64_t>(leg.rate().units());
    // Numerator and denominator must have the same scale.
    (leg.divides ? top : bottom) *=
        leg_count_ == 2 && legs_[0].divides != legs_[1].divides ? 1 : Decimal::kOne;
  }
  return AppendComputed(out, top, bottom);
}

}  // namespace fxlake::server
