// SPDX-License-Identifier: Apache-2.0
#include "fxlake/lake/lake_series.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "fxlake/lake/committed.h"

namespace fxlake::lake {
namespace {

using Key = std::tuple<std::uint32_t, std::uint32_t, std::int32_t>;

Key KeyOf(const RateRow& row) { return {row.base, row.target, row.day}; }
Key KeyOf(rates::Pair pair, Date date) { return {pair.base().packed(), pair.target().packed(), date.days()}; }

bool IsOf(const RateRow& row, rates::Pair pair) {
  return row.base == pair.base().packed() && row.target == pair.target().packed();
}

rates::DatedRate DatedRateOf(const RateRow& row) {
  return {Date::FromDays(row.day), Decimal::FromUnits(row.rate)};
}

}  // namespace

Result<LakeSeries> LakeSeries::Load(env::ObjectStore& processed, const Manifest& manifest,
                                    const SeriesRequest& request) {
  LakeSeries series;
  const auto state = manifest.sources.find(request.source);
  if (state == manifest.sources.end()) return series;
  for (const auto& [id, info] : state->second.partitions) {
    if (id.table == Table::exchange_rates_revisions && !request.as_of) continue;
    if (info.last_day < request.first || request.last < info.first_day) continue;
    ASSIGN_OR_RETURN(const auto bytes, ReadPartition(processed, request.source, id, info));
    ASSIGN_OR_RETURN(const auto partition,
                     DecodePartition(id.table, bytes).In("reading " + PartitionKey(request.source, id)));
    series.Add(partition, id.table, request.as_of);
  }
  series.Sort();
  return series;
}

// A value was known from the time it was recorded until it was superseded; a current value has no end.
void LakeSeries::Add(const RateRows& partition, Table table, const std::optional<Instant>& as_of) {
  const auto offset = static_cast<std::uint32_t>(origins_.size());
  origins_.insert(origins_.end(), partition.origins.begin(), partition.origins.end());
  rows_.reserve(rows_.size() + partition.rows.size());
  for (auto row : partition.rows) {
    const bool known = !as_of || partition.origins[row.origin].recorded_at <= *as_of;
    const bool superseded = table == Table::exchange_rates_revisions &&
                            (!as_of || Instant::FromMicros(row.superseded_at) <= *as_of);
    if (!known || superseded) continue;
    row.origin += offset;
    rows_.push_back(row);
  }
}

void LakeSeries::Sort() {
  std::ranges::sort(rows_, {}, [](const RateRow& row) { return KeyOf(row); });
}

std::optional<rates::DatedRate> LakeSeries::LastOnOrBefore(rates::Pair pair, Date date) const {
  const auto after =
      std::ranges::upper_bound(rows_, KeyOf(pair, date), {}, [](const RateRow& row) { return KeyOf(row); });
  if (after == rows_.begin() || !IsOf(*(after - 1), pair)) return std::nullopt;
  return DatedRateOf(*(after - 1));
}

std::optional<rates::DatedRate> LakeSeries::FirstOnOrAfter(rates::Pair pair, Date date) const {
  const auto found =
      std::ranges::lower_bound(rows_, KeyOf(pair, date), {}, [](const RateRow& row) { return KeyOf(row); });
  if (found == rows_.end() || !IsOf(*found, pair)) return std::nullopt;
  return DatedRateOf(*found);
}

const Origin* LakeSeries::FindOrigin(rates::Pair pair, Date date) const {
  const auto key = KeyOf(pair, date);
  const auto found = std::ranges::lower_bound(rows_, key, {}, [](const RateRow& row) { return KeyOf(row); });
  return found == rows_.end() || KeyOf(*found) != key ? nullptr : &origins_[found->origin];
}

std::vector<Date> LakeSeries::Days(Date first, Date last) const {
  std::set<Date> days;
  for (const auto& row : rows_) {
    const auto day = Date::FromDays(row.day);
    if (first <= day && day <= last) days.insert(day);
  }
  return {days.begin(), days.end()};
}

std::vector<rates::CurrencyCode> LakeSeries::Currencies(Date first, Date last) const {
  std::set<rates::CurrencyCode> codes;
  for (const auto& row : rows_) {
    const auto day = Date::FromDays(row.day);
    if (day < first || last < day) continue;
    codes.insert(rates::CurrencyCode::FromPacked(row.base));
    codes.insert(rates::CurrencyCode::FromPacked(row.target));
  }
  return {codes.begin(), codes.end()};
}

}  // namespace fxlake::lake
