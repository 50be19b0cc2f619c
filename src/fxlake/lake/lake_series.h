// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/lake/manifest.h"
#include "fxlake/lake/rate_table.h"
#include "fxlake/rates/rate_series.h"

namespace fxlake::lake {

// The rates of a source to load.
struct SeriesRequest {
  std::string source;
  Date first;  // partitions without any date in [first, last] are not read
  Date last;
  std::optional<Instant> as_of;  // the lake's state at that time; nullopt: now
};

// The rates of one source from the committed partitions, in memory: 32 bytes per rate, look-up by binary
// search. It may contain dates outside the requested range, since whole partitions are read. Immutable after
// Load; thread-safe.
class LakeSeries final : public rates::RateSeries {
 public:
  // A source that the manifest does not name has no rates. Errors: the store's; corrupt when a partition is
  // invalid.
  static Result<LakeSeries> Load(env::ObjectStore& processed, const Manifest& manifest,
                                 const SeriesRequest& request);

  std::optional<rates::DatedRate> LastOnOrBefore(rates::Pair pair, Date date) const override;
  std::optional<rates::DatedRate> FirstOnOrAfter(rates::Pair pair, Date date) const override;

  // The origin of a rate; nullptr when there is no rate. Valid as long as the series.
  const Origin* FindOrigin(rates::Pair pair, Date date) const;
  // The dates from `first` to `last` that have a rate, in order.
  std::vector<Date> Days(Date first, Date last) const;
  // The currencies with a rate on any of those dates, as base or target, in order.
  std::vector<rates::CurrencyCode> Currencies(Date first, Date last) const;

  std::size_t size() const { return rows_.size(); }

 private:
  void Add(const RateRows& partition, Table table, const std::optional<Instant>& as_of);
  void Sort();

  std::vector<Origin> origins_;
  std::vector<RateRow> rows_;  // sorted by base, target, date; one row per key
};

}  // namespace fxlake::lake
