// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/snapshot/rate_history.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace fxlake::server {
namespace {

std::uint64_t KeyOf(std::uint32_t base, std::uint32_t target) { return std::uint64_t{base} << 32u | target; }
std::uint64_t KeyOf(rates::Pair pair) { return KeyOf(pair.base().packed(), pair.target().packed()); }
std::uint64_t KeyOf(const lake::RateRow& row) { return KeyOf(row.base, row.target); }

std::optional<rates::Pair> PairOf(const lake::RateRow& row) {
  const auto pair = rates::Pair::Make(rates::CurrencyCode::FromPacked(row.base),
                                      rates::CurrencyCode::FromPacked(row.target));
  return pair ? std::optional(*pair) : std::nullopt;
}

// Sorts a pair's columns by day; of equal days the first is kept.
void SortByDay(PairHistory& history) {
  if (std::ranges::adjacent_find(history.days, std::greater_equal<>()) == history.days.end()) return;
  std::vector<std::size_t> order(history.days.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return history.days[i]; });
  PairHistory sorted{.pair = history.pair, .days = {}, .units = {}, .origins = {}};
  for (const auto i : order) {
    if (!sorted.days.empty() && sorted.days.back() == history.days[i]) continue;
    sorted.days.push_back(history.days[i]);
    sorted.units.push_back(history.units[i]);
    sorted.origins.push_back(history.origins[i]);
  }
  history = std::move(sorted);
}

}  // namespace

std::optional<std::size_t> PairHistory::LastOnOrBefore(std::int32_t day) const {
  const auto after = std::ranges::upper_bound(days, day);
  if (after == days.begin()) return std::nullopt;
  return static_cast<std::size_t>(after - days.begin()) - 1;
}

std::uint32_t RateHistory::OriginIndex(const lake::Origin& origin) {
  const auto [found, is_new] =
      origin_indexes_.try_emplace(origin.raw_object, static_cast<std::uint32_t>(origins_.size()));
  if (is_new) origins_.push_back(origin);
  return found->second;
}

PairHistory& RateHistory::HistoryOf(rates::Pair pair) {
  const auto [found, is_new] = pair_indexes_.try_emplace(KeyOf(pair), pairs_.size());
  if (is_new) pairs_.push_back({.pair = pair, .days = {}, .units = {}, .origins = {}});
  return pairs_[found->second];
}

void RateHistory::Add(const lake::RateRows& partition, lake::Table table) {
  std::vector<std::uint32_t> origins;
  for (const auto& origin : partition.origins) origins.push_back(OriginIndex(origin));
  for (const auto& row : partition.rows) {
    if (table == lake::Table::exchange_rates_revisions) {
      if (!PairOf(row)) continue;
      revisions_.push_back(row);
      revisions_.back().origin = origins[row.origin];
      continue;
    }
    const auto known = pair_indexes_.find(KeyOf(row));
    const auto pair = known == pair_indexes_.end() ? PairOf(row) : std::nullopt;
    if (known == pair_indexes_.end() && !pair) continue;
    auto& history = pair ? HistoryOf(*pair) : pairs_[known->second];
    history.days.push_back(row.day);
    history.units.push_back(row.rate);
    history.origins.push_back(origins[row.origin]);
  }
}

void RateHistory::Finish() {
  std::erase_if(pairs_, [](const PairHistory& history) { return history.days.empty(); });
  std::ranges::sort(pairs_, {}, &PairHistory::pair);
  for (auto& history : pairs_) {
    SortByDay(history);
    history.days.shrink_to_fit();
    history.units.shrink_to_fit();
    history.origins.shrink_to_fit();
    if (std::ranges::includes(days_, history.days)) continue;
    std::vector<std::int32_t> all;
    std::ranges::set_union(days_, history.days, std::back_inserter(all));
    days_ = std::move(all);
  }
  origin_indexes_ = {};
  pair_indexes_ = {};
}

std::shared_ptr<const RateHistory> RateHistory::AsOf(Instant time) const {
  auto past = std::make_shared<RateHistory>(source_);
  past->origins_ = origins_;
  for (const auto& history : pairs_) {
    auto& then = past->HistoryOf(history.pair);
    for (std::size_t i = 0; i < history.days.size(); ++i) {
      if (origins_[history.origins[i]].recorded_at > time) continue;
      then.days.push_back(history.days[i]);
      then.units.push_back(history.units[i]);
      then.origins.push_back(history.origins[i]);
    }
  }
  for (const auto& row : revisions_) {
    const auto pair = PairOf(row);
    if (!pair || origins_[row.origin].recorded_at > time || Instant::FromMicros(row.superseded_at) <= time)
      continue;
    auto& then = past->HistoryOf(*pair);
    then.days.push_back(row.day);
    then.units.push_back(row.rate);
    then.origins.push_back(row.origin);
  }
  past->Finish();
  return past;
}

std::shared_ptr<const RateHistory> RateHistory::Merge(
    std::string source, const std::vector<std::shared_ptr<const RateHistory>>& histories) {
  auto merged = std::make_shared<RateHistory>(std::move(source));
  for (const auto& each : histories) {
    for (const auto& history : each->pairs_) {
      auto& into = merged->HistoryOf(history.pair);
      for (std::size_t i = 0; i < history.days.size(); ++i) {
        into.days.push_back(history.days[i]);
        into.units.push_back(history.units[i]);
        into.origins.push_back(merged->OriginIndex(each->origins_[history.origins[i]]));
      }
    }
  }
  merged->Finish();
  return merged;
}

std::size_t RateHistory::rate_count() const {
  std::size_t count = 0;
  for (const auto& history : pairs_) count += history.days.size();
  return count;
}

const PairHistory* RateHistory::Find(rates::Pair pair) const {
  const auto found = std::ranges::lower_bound(pairs_, pair, {}, &PairHistory::pair);
  return found == pairs_.end() || found->pair != pair ? nullptr : &*found;
}

const lake::Origin* RateHistory::FindOrigin(rates::Pair pair, Date date) const {
  const auto* history = Find(pair);
  const auto index = history == nullptr ? std::nullopt : history->LastOnOrBefore(date.days());
  return !index || history->days[*index] != date.days() ? nullptr : &origins_[history->origins[*index]];
}

std::optional<rates::DatedRate> RateHistory::LastOnOrBefore(rates::Pair pair, Date date) const {
  const auto* history = Find(pair);
  const auto index = history == nullptr ? std::nullopt : history->LastOnOrBefore(date.days());
  if (!index) return std::nullopt;
  return rates::DatedRate{Date::FromDays(history->days[*index]), history->RateAt(*index)};
}

std::optional<rates::DatedRate> RateHistory::FirstOnOrAfter(rates::Pair pair, Date date) const {
  const auto* history = Find(pair);
  if (history == nullptr) return std::nullopt;
  const auto found = std::ranges::lower_bound(history->days, date.days());
  if (found == history->days.end()) return std::nullopt;
  const auto index = static_cast<std::size_t>(found - history->days.begin());
  return rates::DatedRate{Date::FromDays(*found), history->RateAt(index)};
}

std::vector<rates::CurrencyCode> RateHistory::Currencies(Date first, Date last) const {
  std::set<rates::CurrencyCode> codes;
  for (const auto& history : pairs_) {
    const auto index = history.LastOnOrBefore(last.days());
    if (!index || history.days[*index] < first.days()) continue;
    codes.insert(history.pair.base());
    codes.insert(history.pair.target());
  }
  return {codes.begin(), codes.end()};
}

}  // namespace fxlake::server
