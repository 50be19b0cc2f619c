// SPDX-License-Identifier: Apache-2.0
#include "fxlake/transform/sort_rows.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace fxlake::transform {
namespace {

using lake::RateRow;

void Check(std::vector<RateRow> rows) {
  auto expected = rows;
  std::ranges::stable_sort(expected, [](const RateRow& a, const RateRow& b) { return KeyLess(a, b); });
  SortByKey(rows);
  EXPECT_EQ(rows, expected);
}

RateRow Row(std::int32_t day, std::uint32_t base, std::uint32_t target, std::int64_t rate) {
  return {.day = day, .base = base, .target = target, .rate = rate};
}

TEST(SortRows, Sorts) {
  Check({});
  Check({Row(1, 1, 2, 7)});
  Check({Row(1, 1, 2, 7), Row(1, 1, 3, 7), Row(2, 1, 2, 7)});            // as it should be
  Check({Row(2, 1, 2, 7), Row(2, 1, 3, 8), Row(1, 1, 2, 9)});            // the newest day first
  Check({Row(1, 2, 1, 1), Row(1, 1, 2, 2), Row(1, 1, 1, 3)});            // base before target
  Check({Row(5, 1, 2, 3), Row(4, 1, 2, 2), Row(5, 1, 2, 1)});            // the same key twice keeps its order
  Check({Row(-3, 1, 2, 3), Row(-9, 1, 2, 2), Row(-9, 0xFFFFFF, 2, 1)});  // before 1970
}

TEST(SortRows, SortsAnyOrder) {
  std::mt19937 random(1);
  for (int round = 0; round < 20; ++round) {
    std::vector<RateRow> rows;
    for (int i = 0; i < 3000; ++i) {
      rows.push_back(Row(static_cast<std::int32_t>(random() % 366),
                         0x454553 + static_cast<std::uint32_t>(random() % 3),
                         static_cast<std::uint32_t>(random() % 40), i));
    }
    Check(std::move(rows));
  }
}

}  // namespace
}  // namespace fxlake::transform
