// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

namespace fxlake {
namespace {

TEST(ParallelFor, DoesEachOnce) {
  std::atomic<int> sum = 0;
  EXPECT_TRUE(ParallelFor(100, 4, [&](std::size_t i) {
    sum += static_cast<int>(i);
    return Result<void>();
  }));
  EXPECT_EQ(sum, 4950);
}

TEST(ParallelFor, AnErrorIsItsOutcome) {
  const auto outcome = ParallelFor(
      100, 4, [&](std::size_t i) { return i == 50 ? Result<void>(NotFound("fifty")) : Result<void>(); });
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().message(), "fifty");
}

TEST(ParallelFor, AnExceptionOfAnyThreadReachesTheCaller) {
  for (const std::size_t thrower : {0U, 1U, 63U}) {
    const auto work = [&](std::size_t i) -> Result<void> {
      if (i == thrower) throw std::runtime_error("thrown");
      return {};
    };
    EXPECT_THROW(static_cast<void>(ParallelFor(64, 8, work)), std::runtime_error) << thrower;
  }
}

}  // namespace
}  // namespace fxlake
