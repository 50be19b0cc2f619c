// SPDX-License-Identifier: Apache-2.0
#include "fxlake/transform/sort_rows.h"

#include <algorithm>
#include <numeric>

#include "fxlake/base/flat_map.h"

namespace fxlake::transform {
namespace {

using lake::RateRow;

// For each row, the rank of its currency pair among all pairs.
struct PairRanks {
  std::vector<std::uint32_t> of_row;
  std::uint32_t count = 0;
};

PairRanks RankPairs(const std::vector<RateRow>& rows) {
  FlatMap<std::uint32_t> numbers;  // in order of first occurrence
  std::vector<std::uint64_t> pairs;
  PairRanks ranks;
  ranks.of_row.reserve(rows.size());
  for (const auto& row : rows) {
    const auto pair = std::uint64_t{row.base} << 32 | row.target;
    const auto* number = numbers.Find(pair);
    if (number == nullptr) {
      number = &numbers.Put(pair, static_cast<std::uint32_t>(pairs.size()));
      pairs.push_back(pair);
    }
    ranks.of_row.push_back(*number);
  }
  std::vector<std::uint32_t> by_pair(pairs.size()), rank(pairs.size());
  std::iota(by_pair.begin(), by_pair.end(), 0U);
  std::ranges::sort(by_pair, {}, [&](std::uint32_t number) { return pairs[number]; });
  for (std::uint32_t i = 0; i < by_pair.size(); ++i) rank[by_pair[i]] = i;
  for (auto& number : ranks.of_row) number = rank[number];
  ranks.count = static_cast<std::uint32_t>(pairs.size());
  return ranks;
}

// Sorts row indices stably by key_of(row), a number below `keys`.
template <typename KeyOf>
void CountingSort(std::vector<std::uint32_t>& rows, std::size_t keys, const KeyOf& key_of) {
  std::vector<std::uint32_t> place(keys + 1), sorted(rows.size());
  for (const auto row : rows) ++place[key_of(row) + 1];
  std::partial_sum(place.begin(), place.end(), place.begin());
  for (const auto row : rows) sorted[place[key_of(row)]++] = row;
  rows = std::move(sorted);
}

}  // namespace

// Sources publish dates in either direction and currencies in any order, but both are few: counting sort is
// faster than comparing.
void SortByKey(std::vector<RateRow>& rows) {
  if (std::ranges::is_sorted(rows, [](const RateRow& a, const RateRow& b) { return KeyLess(a, b); })) return;
  const auto ranks = RankPairs(rows);
  const auto [first, last] = std::ranges::minmax(rows, {}, &RateRow::day);
  std::vector<std::uint32_t> order(rows.size());
  std::iota(order.begin(), order.end(), 0U);
  CountingSort(order, ranks.count, [&](std::uint32_t row) { return ranks.of_row[row]; });
  CountingSort(order, static_cast<std::size_t>(last.day - first.day) + 1,
               [&, first_day = first.day](std::uint32_t row) {
                 return static_cast<std::size_t>(rows[row].day - first_day);
               });
  std::vector<RateRow> sorted;
  sorted.reserve(rows.size());
  for (const auto row : order) sorted.push_back(rows[row]);
  rows = std::move(sorted);
}

}  // namespace fxlake::transform
