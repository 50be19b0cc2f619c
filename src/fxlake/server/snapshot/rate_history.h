// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "fxlake/lake/rate_table.h"
#include "fxlake/rates/rate_series.h"

namespace fxlake::server {

// The rates of one pair in columns, sorted by day: 16 bytes per rate.
struct PairHistory {
  rates::Pair pair;
  std::vector<std::int32_t> days;
  std::vector<std::int64_t> units;     // of 1e-10
  std::vector<std::uint32_t> origins;  // indices into the source's origins

  // The index of the last day on or before `day`; nullopt when there is none.
  std::optional<std::size_t> LastOnOrBefore(std::int32_t day) const;
  Decimal RateAt(std::size_t index) const { return Decimal::FromUnits(units[index]); }
};

// All rates of one source, current values and the values they superseded. Immutable after Finish; then
// thread-safe.
class RateHistory final : public rates::RateSeries {
 public:
  explicit RateHistory(std::string source) : source_(std::move(source)) {}

  // Adds the rows of a partition; partitions of a table must come in ascending years. Finish completes the
  // history.
  void Add(const lake::RateRows& partition, lake::Table table);
  void Finish();
  // The history as known at a time.
  std::shared_ptr<const RateHistory> AsOf(Instant time) const;
  // The rates of several histories combined; for equal pair and day the first history's.
  static std::shared_ptr<const RateHistory> Merge(
      std::string source, const std::vector<std::shared_ptr<const RateHistory>>& histories);

  const std::string& source() const { return source_; }
  const std::vector<PairHistory>& pairs() const { return pairs_; }  // sorted by pair
  const std::vector<std::int32_t>& days() const { return days_; }   // days with any rate, in order
  const std::vector<lake::RateRow>& revisions() const { return revisions_; }
  const lake::Origin& OriginAt(std::uint32_t index) const { return origins_[index]; }
  std::size_t rate_count() const;

  const PairHistory* Find(rates::Pair pair) const;
  const lake::Origin* FindOrigin(rates::Pair pair, Date date) const;
  std::optional<rates::DatedRate> LastOnOrBefore(rates::Pair pair, Date date) const override;
  std::optional<rates::DatedRate> FirstOnOrAfter(rates::Pair pair, Date date) const override;
  // The currencies with a rate on any of those days, as base or target, in order.
  std::vector<rates::CurrencyCode> Currencies(Date first, Date last) const;

 private:
  std::uint32_t OriginIndex(const lake::Origin& origin);
  PairHistory& HistoryOf(rates::Pair pair);

  std::string source_;
  std::vector<PairHistory> pairs_;
  std::vector<std::int32_t> days_;
  std::vector<lake::RateRow> revisions_;
  std::vector<lake::Origin> origins_;
  // Used only until Finish.
  std::unordered_map<std::string, std::uint32_t> origin_indexes_;
  std::unordered_map<std::uint64_t, std::size_t> pair_indexes_;
};

}  // namespace fxlake::server
