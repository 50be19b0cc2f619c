// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/observation_series.h"

#include <algorithm>
#include <tuple>

namespace fxlake::rates {
namespace {

std::tuple<Pair, Date> KeyOf(const Observation& row) { return {row.pair, row.date}; }

}  // namespace

ObservationSeries::ObservationSeries(const ObservationBatch& batch) {
  rows_.reserve(batch.size());
  // In reverse, so that a stable sort puts the last row of a key first.
  for (std::size_t index = batch.size(); index > 0; --index) rows_.push_back(batch.At(index - 1));
  std::ranges::stable_sort(rows_, {}, KeyOf);
  const auto superseded = std::ranges::unique(rows_, {}, KeyOf);
  rows_.erase(superseded.begin(), superseded.end());
}

std::optional<DatedRate> ObservationSeries::LastOnOrBefore(Pair pair, Date date) const {
  const auto after = std::ranges::upper_bound(rows_, std::tuple(pair, date), {}, KeyOf);
  if (after == rows_.begin() || (after - 1)->pair != pair) return std::nullopt;
  return DatedRate{(after - 1)->date, (after - 1)->rate};
}

std::optional<DatedRate> ObservationSeries::FirstOnOrAfter(Pair pair, Date date) const {
  const auto found = std::ranges::lower_bound(rows_, std::tuple(pair, date), {}, KeyOf);
  if (found == rows_.end() || found->pair != pair) return std::nullopt;
  return DatedRate{found->date, found->rate};
}

}  // namespace fxlake::rates
