// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/http/request_limit.h"

#include <gtest/gtest.h>

namespace fxlake::server {
namespace {

const Instant kStart = Instant::StartOf(Date::Of(2026, 4, 14));

TEST(RequestLimit, LetsABurstAndThenItsPace) {
  RequestLimit limit(2);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(limit.Take("192.0.2.1", kStart), std::nullopt) << i;
  EXPECT_EQ(limit.Take("192.0.2.1", kStart), 1);
  EXPECT_EQ(limit.Take("192.0.2.2", kStart), std::nullopt);
  EXPECT_EQ(limit.Take("192.0.2.1", kStart + 499'999), 1);
  EXPECT_EQ(limit.Take("192.0.2.1", kStart + 500'000), std::nullopt);
  EXPECT_EQ(limit.Take("192.0.2.1", kStart + 500'000), 1);
  for (int i = 0; i < 20; ++i)
    EXPECT_EQ(limit.Take("192.0.2.1", kStart + 3600 * Instant::kPerSecond), std::nullopt) << i;
  EXPECT_NE(limit.Take("192.0.2.1", kStart + 3600 * Instant::kPerSecond), std::nullopt);
  EXPECT_NE(limit.Take("192.0.2.1", kStart), std::nullopt) << "a clock that went back fills nothing";
}

TEST(RequestLimit, AClientIsANetworkOfIpv6) {
  RequestLimit limit(1);
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(limit.Take("2001:db8:0:1::" + std::to_string(i), kStart), std::nullopt);
  EXPECT_NE(limit.Take("2001:db8:0:1::ffff", kStart), std::nullopt);
  EXPECT_EQ(limit.Take("2001:db8:0:2::1", kStart), std::nullopt);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(limit.Take("::ffff:192.0.2.1", kStart), std::nullopt);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(limit.Take("192.0.2.1", kStart), std::nullopt);
  EXPECT_NE(limit.Take("192.0.2.1", kStart), std::nullopt);
}

TEST(RequestLimit, TooManyClientsShareABucketUntilOthersAreForgotten) {
  RequestLimit limit(1);
  for (std::size_t i = 0; i < RequestLimit::kMostClients; ++i)
    EXPECT_EQ(limit.Take(std::to_string(i), kStart), std::nullopt);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(limit.Take("new" + std::to_string(i), kStart), std::nullopt);
  EXPECT_NE(limit.Take("newest", kStart), std::nullopt);
  EXPECT_EQ(limit.Take("7", kStart), std::nullopt);
  const auto later = kStart + 2 * Instant::kPerSecond;
  for (int i = 0; i < 10; ++i) EXPECT_EQ(limit.Take("newest", later), std::nullopt);
}

}  // namespace
}  // namespace fxlake::server
