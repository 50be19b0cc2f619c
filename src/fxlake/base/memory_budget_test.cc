// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/memory_budget.h"

#include <gtest/gtest.h>

#include <deque>
#include <memory>
#include <new>
#include <string>
#include <thread>
#include <vector>

namespace fxlake {
namespace {

constexpr std::uint64_t kMegabyte = std::uint64_t{1} << 20;

// Keeps the compiler from removing an unused value.
template <typename Value>
void Hold(const Value& value) {
  asm volatile("" : : "g"(&value) : "memory");
}
void HoldText(std::size_t size) {
  const std::string text(size, 'x');
  Hold(text);
}

// Whether the work succeeds within a megabyte.
template <typename Work>
bool Fits(const Work& work) {
  const MemoryBudget budget(kMegabyte);
  try {
    work();
    return !budget.is_spent();
  } catch (const std::bad_alloc&) {
    EXPECT_TRUE(budget.is_spent());
    return false;
  }
}

TEST(MemoryBudget, LimitsWhatIsHeldAtOnce) {
  EXPECT_TRUE(Fits([] { HoldText(900'000); }));
  EXPECT_FALSE(Fits([] { HoldText(1'100'000); }));
  EXPECT_FALSE(Fits([] { Hold(std::vector<std::uint64_t>(std::size_t{1} << 40)); }));
  EXPECT_FALSE(Fits([] {
    std::deque<std::string> texts;
    for (int i = 0; i < 10'000; ++i) texts.emplace_back(1000, 'x');
  }));
  EXPECT_TRUE(Fits([] {
    for (int i = 0; i < 10'000; ++i) HoldText(1000);
  }));
  EXPECT_TRUE(Fits([] {
    for (int i = 0; i < 10; ++i) std::thread([] { HoldText(2'000'000); }).join();
  })) << "of another thread";
}

TEST(MemoryBudget, CountsWhatIsFreed) {
  auto before = std::make_unique<std::string>(5'000'000, 'x');
  EXPECT_TRUE(Fits([&] {
    before.reset();
    HoldText(5'000'000);
  }));
  const MemoryBudget budget(kMegabyte);
  HoldText(500'000);
  EXPECT_GE(budget.peak(), 500'000U);
  EXPECT_LT(budget.peak(), 600'000U);
  EXPECT_EQ(new (std::nothrow) char[2 * kMegabyte], nullptr);
  EXPECT_TRUE(budget.is_spent());
}

TEST(MemoryBudget, IsForLibrariesOfC) {
  EXPECT_FALSE(Fits([] { EXPECT_EQ(MemoryBudget::Allocate(2 * kMegabyte), nullptr); }));
  EXPECT_FALSE(Fits([] { EXPECT_EQ(MemoryBudget::AllocateZeros(kMegabyte, 2), nullptr); }));
  EXPECT_TRUE(Fits([] { EXPECT_EQ(MemoryBudget::AllocateZeros(SIZE_MAX, 2), nullptr); }));
  EXPECT_FALSE(Fits([] {
    void* memory = MemoryBudget::Reallocate(nullptr, 600'000);
    memory = MemoryBudget::Reallocate(memory, 900'000);
    EXPECT_NE(memory, nullptr) << "what it was before is given back";
    EXPECT_EQ(MemoryBudget::Reallocate(memory, 2'000'000), nullptr);
    MemoryBudget::Free(memory);
  }));
}

TEST(MemoryBudget, TheInnermostCounts) {
  const MemoryBudget outer(kMegabyte);
  {
    const MemoryBudget inner(10 * kMegabyte);
    HoldText(5'000'000);
  }
  EXPECT_FALSE(outer.is_spent());
  EXPECT_THROW(std::string(5'000'000, 'x'), std::bad_alloc);
}

}  // namespace
}  // namespace fxlake
