// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/flat_map.h"

#include <gtest/gtest.h>

namespace fxlake {
namespace {

TEST(FlatMap, FindsWhatWasPut) {
  FlatMap<int> keys;
  EXPECT_EQ(keys.Find(0), nullptr);
  EXPECT_EQ(keys.Find(7), nullptr);
  EXPECT_EQ(keys.Put(7, 70), 70);
  ASSERT_NE(keys.Find(7), nullptr);
  EXPECT_EQ(*keys.Find(7), 70);
  EXPECT_EQ(keys.Find(0), nullptr);
  EXPECT_EQ(keys.Find(8), nullptr);
}

TEST(FlatMap, GrowsAndKeepsAll) {
  FlatMap<std::uint64_t> keys;
  for (std::uint64_t key = 1; key <= 5000; ++key) keys.Put(key << 32, key);
  EXPECT_EQ(keys.size(), 5000U);
  for (std::uint64_t key = 1; key <= 5000; ++key) {
    ASSERT_NE(keys.Find(key << 32), nullptr) << key;
    EXPECT_EQ(*keys.Find(key << 32), key);
  }
  EXPECT_EQ(keys.Find(5001ULL << 32), nullptr);
}

}  // namespace
}  // namespace fxlake
