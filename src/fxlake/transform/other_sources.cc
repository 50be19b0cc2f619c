// SPDX-License-Identifier: Apache-2.0
#include "fxlake/transform/other_sources.h"

#include <cmath>

namespace fxlake::transform {
namespace {

using rates::CurrencyCode;
using rates::Pair;

// The rate of `base` in `target` on that day, published in either direction.
std::optional<Decimal> Either(const lake::LakeSeries& series, Pair pair, Date day) {
  const auto on_day = [&](Pair requested) -> std::optional<Decimal> {
    const auto found = series.LastOnOrBefore(requested, day);
    return found && found->date == day ? std::optional(found->rate) : std::nullopt;
  };
  if (const auto rate = on_day(pair)) return rate;
  const auto inverse = on_day(pair.Inverse());
  const auto rate = inverse
                        ? Decimal::Divide(Decimal::FromUnits(Decimal::kOne), *inverse, Rounding::half_even)
                        : Result<Decimal>(NotFound(""));
  return rate ? std::optional(*rate) : std::nullopt;
}

std::optional<Decimal> RateIn(const lake::LakeSeries& series, Pair pair, Date day,
                              std::optional<CurrencyCode> home) {
  if (const auto rate = Either(series, pair, day)) return rate;
  if (!home) return std::nullopt;
  const auto to_home = Pair::Make(pair.base(), *home), from_home = Pair::Make(*home, pair.target());
  if (!to_home || !from_home) return std::nullopt;
  const auto first = Either(series, *to_home, day), second = Either(series, *from_home, day);
  if (!first || !second) return std::nullopt;
  const auto cross = Decimal::Multiply(*first, *second, Rounding::half_even);
  return cross ? std::optional(*cross) : std::nullopt;
}

double Apart(Decimal a, Decimal b) {
  return std::abs(std::log(static_cast<double>(a.units()) / static_cast<double>(b.units())));
}

}  // namespace

const lake::LakeSeries* OtherSources::SeriesOf(const std::string& source, int year) {
  auto [found, is_new] = series_.try_emplace(std::pair(source, year));
  if (is_new) {
    const auto first = Date::FromCivil(year, 1, 1), last = Date::FromCivil(year, 12, 31);
    auto series = lake::LakeSeries::Load(processed_, manifest_,
                                         {.source = source, .first = *first, .last = *last, .as_of = {}});
    if (series) found->second.emplace(std::move(*series));
  }
  return found->second ? &*found->second : nullptr;
}

std::optional<OtherRate> OtherSources::NearestTo(const rates::Observation& row) {
  std::optional<OtherRate> nearest;
  for (const auto& [source, state] : manifest_.sources) {
    if (source == own_ || !state.partitions.contains({lake::Table::exchange_rates, row.date.year()}))
      continue;
    const auto* series = SeriesOf(source, row.date.year());
    if (series == nullptr) continue;
    const auto spec = catalog_.Find(source);
    const auto home = spec ? CurrencyCode::Parse((*spec)->home_currency) : Result<CurrencyCode>(spec.error());
    const auto rate = RateIn(*series, row.pair, row.date, home ? std::optional(*home) : std::nullopt);
    if (!rate || rate->units() <= 0) continue;
    if (!nearest || Apart(row.rate, *rate) < Apart(row.rate, nearest->rate))
      nearest = OtherRate{source, *rate};
  }
  return nearest;
}

}  // namespace fxlake::transform
