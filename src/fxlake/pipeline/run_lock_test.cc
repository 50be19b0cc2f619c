// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/run_lock.h"

#include <gtest/gtest.h>

#include <atomic>
#include <new>
#include <thread>

#include "fxlake/env/memory_store.h"
#include "fxlake/lake/keys.h"

namespace fxlake::pipeline {
namespace {

class ProcessesForTest : public env::Processes {
 public:
  explicit ProcessesForTest(std::int64_t self) : self_(self) {}
  bool first_has_ended = false;
  env::ProcessIdentity Self() override { return {"here", self_, "now"}; }
  bool HasEnded(const env::ProcessIdentity& process) override {
    return first_has_ended && process.number == 1;
  }

 private:
  std::int64_t self_;
};

struct Locks : testing::Test {
  env::MemoryStore store;
  env::ManualClock clock{Instant::FromMicros(1'776'000'000'000'000)};
  ProcessesForTest first{1}, second{2};

  Result<std::unique_ptr<RunLock>> Take(env::Processes& processes, const char* name,
                                        WhenBusy when_busy = WhenBusy::refuse) {
    return RunLock::Take(store, clock, processes, name, {.when_busy = when_busy});
  }
};

TEST_F(Locks, OneAtATime) {
  {
    const auto held = Take(first, "one");
    ASSERT_TRUE(held);
    const auto rejected = Take(second, "two");
    ASSERT_FALSE(rejected);
    EXPECT_EQ(rejected.error().kind(), ErrorKind::conflict);
    EXPECT_TRUE(rejected.error().message().contains("the execution one is running on this lake"))
        << rejected.error().message();
  }
  const auto next = Take(second, "two");
  ASSERT_TRUE(next);
  EXPECT_FALSE((*next)->abandoned()) << "the first one ended as it should";
}

TEST_F(Locks, AHolderThatHasEndedIsReplaced) {
  const auto held = Take(first, "one");
  first.first_has_ended = second.first_has_ended = true;
  const auto next = Take(second, "two");
  ASSERT_TRUE(next);
  EXPECT_EQ((*next)->abandoned(), "one");
}

TEST_F(Locks, AHolderOfWhomNothingIsHeardIsReplacedAfterItsLease) {
  const auto held = Take(first, "one");
  clock.SleepFor(std::chrono::seconds(59));
  EXPECT_FALSE(Take(second, "two"));
  clock.SleepFor(std::chrono::seconds(2));
  EXPECT_TRUE(Take(second, "two"));
}

// Waiting advances the manual clock, so the lease of the first holder expires.
TEST_F(Locks, WaitsWhenRequested) {
  const auto held = Take(first, "one");
  std::string reported;
  const auto next = RunLock::Take(
      store, clock, second, "two",
      {.when_busy = WhenBusy::wait, .waiting_for = [&](const std::string& name) { reported += name; }});
  ASSERT_TRUE(next);
  EXPECT_EQ(reported, "one");
}

TEST_F(Locks, WhatCannotBeReadIsReplaced) {
  ASSERT_TRUE(store.Put(lake::RunLockKey(), "{\"execution\":", env::Always()));
  EXPECT_TRUE(Take(first, "one"));
}

// Throws at each write but the first ones, as one does that has no memory left.
class ThrowingStore : public env::MemoryStore {
 public:
  std::atomic<int> writes = 0;
  int good_writes = 1;
  std::vector<Result<std::string>> PutAll(std::span<const env::PutRequest> requests) override {
    if (++writes > good_writes) throw std::bad_alloc();
    return env::MemoryStore::PutAll(requests);
  }
};

TEST_F(Locks, WhatTheStoreThrowsEndsNothing) {
  ThrowingStore throwing;
  {
    const auto held = RunLock::Take(throwing, clock, first, "one", {.lease = std::chrono::seconds(0)});
    ASSERT_TRUE(held);
    while (throwing.writes < 3) std::this_thread::yield();  // renewals
    EXPECT_FALSE((*held)->lost().stop_requested()) << "it may be renewed the next time";
  }
  EXPECT_GT(throwing.writes, 3) << "the lock's end was tried, too";
}

}  // namespace
}  // namespace fxlake::pipeline
