// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/lake/manifest.h"
#include "fxlake/lake/rate_table.h"
#include "fxlake/rates/rate_series.h"

namespace fxlake::lake {

// Which rates of a source to hold.
struct SeriesRequest {
  std::string source;
  Date first;  // partitions without any day of first to last are not read
  Date last;
  std::optional<Instant> as_of;  // what the lake held then; unset: what it holds now
};

// The rates of one source as the committed partitions hold them, in memory: 32 bytes a rate, a look-up is a
// binary search. It may hold days outside of those asked for, since partitions are read whole. After Load it
// does not change: threads may share it.
class LakeSeries final : public rates::RateSeries {
 public:
  // A source that the manifest does not name has no rates. Errors: the store's; corrupt when a partition is
  // none.
  static Result<LakeSeries> Load(env::ObjectStore& processed, const Manifest& manifest,
                                 const SeriesRequest& request);

  std::optional<rates::DatedRate> LastOnOrBefore(rates::Pair pair, Date date) const override;
  std::optional<rates::DatedRate> FirstOnOrAfter(rates::Pair pair, Date date) const override;

  // Where the rate of a pair and day came from; nullptr when there is none. Valid as long as the series.
  const Origin* FindOrigin(rates::Pair pair, Date date) const;
  // The days from `first` to `last` that have a rate, in order.
  std::vector<Date> Days(Date first, Date last) const;
  // The currencies that have a rate on any of those days, on either side of it, in order.
  std::vector<rates::CurrencyCode> Currencies(Date first, Date last) const;

  std::size_t size() const { return rows_.size(); }

 private:
  void Add(const RateRows& partition, Table table, const std::optional<Instant>& as_of);
  void Sort();

  std::vector<Origin> origins_;
  std::vector<RateRow> rows_;  // by base, target, day; one row for each
};

}  // namespace fxlake::lake
