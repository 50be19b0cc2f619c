// SPDX-License-Identifier: Apache-2.0
#include "fxlake/transform/rows_by_year.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "fxlake/base/date.h"
#include "fxlake/base/parallel.h"

namespace fxlake::transform {
namespace {

using lake::Origin;
using lake::RateRows;

// Rows arrive in runs of one year, so caching the last year's limits avoids most calendar arithmetic.
class YearFinder {
 public:
  int YearOf(std::int32_t day) {
    if (day < first_ || day > last_) {
      year_ = Date::FromDays(day).year();
      first_ = Date::FromCivil(year_, 1, 1)->days();
      last_ = Date::FromCivil(year_, 12, 31)->days();
    }
    return year_;
  }

 private:
  int year_ = 0;
  std::int32_t first_ = 1, last_ = 0;
};

}  // namespace

RowsByYear ByYear(const rates::ObservationBatch& batch, const Origin& origin, std::size_t threads) {
  struct Run {
    std::size_t begin, end;
  };
  std::map<int, std::vector<Run>> runs_by_year;
  YearFinder finder;
  for (std::size_t begin = 0, end = 0; begin < batch.size(); begin = end) {
    const int year = finder.YearOf(batch.days()[begin]);
    while (end < batch.size() && finder.YearOf(batch.days()[end]) == year) ++end;
    runs_by_year[year].push_back({begin, end});
  }
  RowsByYear by_year;
  std::vector<std::pair<RateRows*, const std::vector<Run>*>> years;
  for (const auto& [year, runs] : runs_by_year) years.emplace_back(&by_year[year], &runs);
  (void)ParallelFor(years.size(), threads, [&](std::size_t y) -> Result<void> {
    auto& [origins, rows] = *years[y].first;
    origins = {origin};
    for (const auto [begin, end] : *years[y].second) {
      rows.reserve(rows.size() + (end - begin));
      for (auto i = begin; i < end; ++i) {
        rows.push_back({.day = batch.days()[i],
                        .base = batch.bases()[i],
                        .target = batch.targets()[i],
                        .origin = 0,
                        .rate = batch.rates()[i]});
      }
    }
    return {};
  });
  return by_year;
}

void Append(RateRows more, RateRows& rows) {
  if (rows.rows.empty()) {
    rows = std::move(more);
    return;
  }
  for (auto& row : more.rows) row.origin = static_cast<std::uint32_t>(rows.origins.size());
  rows.origins.push_back(std::move(more.origins.front()));
  rows.rows.insert(rows.rows.end(), more.rows.begin(), more.rows.end());
}

}  // namespace fxlake::transform
