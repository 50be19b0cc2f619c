// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/frankfurter/position.h"

#include <algorithm>
#include <set>

namespace fxlake::server {
namespace {

std::optional<Rational> PerHome(const Rational& rate, bool inverse) {
  if (rate.sign() <= 0) return std::nullopt;
  return inverse ? *Rational::Divide(Rational(1), rate) : rate;
}

std::optional<Position> Last(const Provider& provider, rates::Pair pair, std::int32_t day, bool inverse) {
  const auto* history = provider.history->Find(pair);
  const auto index = history == nullptr ? std::nullopt : history->LastOnOrBefore(day);
  if (!index || day - history->days[*index] > kCarriedDays) return std::nullopt;
  const auto value = PerHome(Rational::FromDecimal(history->RateAt(*index)), inverse);
  return value ? std::optional(Position{*value, history->days[*index]}) : std::nullopt;
}

// The sum of millions of units needs more than 64 bits, so it is kept in two halves.
Rational MeanOf(const PairHistory& history, std::size_t first, std::size_t last) {
  std::int64_t high = 0, low = 0;
  constexpr std::int64_t kHalf = 1'000'000'000;
  for (auto i = first; i < last; ++i) {
    high += history.units[i] / kHalf;
    low += history.units[i] % kHalf;
  }
  const auto sum = Rational(high) * Rational(kHalf) + Rational(low);
  return *Rational::Divide(*Rational::Divide(sum, Rational(Decimal::kOne)),
                           Rational(static_cast<std::int64_t>(last - first)));
}

}  // namespace

std::vector<rates::CurrencyCode> CodesOf(const Provider& provider) {
  std::set<rates::CurrencyCode> codes;
  for (const auto& history : provider.history->pairs()) {
    if (history.pair.base() == provider.home) codes.insert(history.pair.target());
    if (history.pair.target() == provider.home) codes.insert(history.pair.base());
  }
  return {codes.begin(), codes.end()};
}

std::optional<Position> DailyPositions::Find(const Provider& provider, rates::CurrencyCode code,
                                             std::int32_t day) const {
  const auto pair = rates::Pair::Make(provider.home, code);
  if (!pair) return std::nullopt;
  const auto direct = Last(provider, *pair, day, false);
  const auto inverse = Last(provider, pair->Inverse(), day, true);
  if (!direct || !inverse) return direct ? direct : inverse;
  return direct->day >= inverse->day ? direct : inverse;
}

MeanPositions::MeanPositions(const std::vector<const Provider*>& providers, std::int32_t first,
                             std::int32_t last, std::int32_t label) {
  for (const auto* provider : providers) {
    for (const auto& history : provider->history->pairs()) {
      const bool inverse = history.pair.target() == provider->home;
      if (!inverse && history.pair.base() != provider->home) continue;
      const auto begin = std::ranges::lower_bound(history.days, first) - history.days.begin();
      const auto end = std::ranges::upper_bound(history.days, last) - history.days.begin();
      if (begin >= end) continue;
      const auto mean =
          PerHome(MeanOf(history, static_cast<std::size_t>(begin), static_cast<std::size_t>(end)), inverse);
      if (mean)
        means_.try_emplace({provider, inverse ? history.pair.base() : history.pair.target()},
                           Position{*mean, label});
    }
  }
}

std::optional<Position> MeanPositions::Find(const Provider& provider, rates::CurrencyCode code,
                                            std::int32_t /*day*/) const {
  const auto found = means_.find({&provider, code});
  return found == means_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace fxlake::server
