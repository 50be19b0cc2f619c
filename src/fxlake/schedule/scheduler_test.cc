// SPDX-License-Identifier: Apache-2.0
#include "fxlake/schedule/scheduler.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>

#include "fxlake/env/faulty_store.h"
#include "fxlake/env/local_files.h"
#include "fxlake/env/memory_store.h"

namespace fxlake::schedule {
namespace {

using Times = std::vector<std::string>;

Instant At(const std::string& text) { return *Instant::Parse(text); }

class SchedulerTest : public testing::Test {
 protected:
  static std::string File(const std::string& expression, const std::string& more = "") {
    return fmt::format(
        R"({{"schedules":[{{"name":"daily","expression":"{}","timezone":"Europe/Berlin"{}}}]}})", expression,
        more);
  }
  Scheduler Make(const std::string& file) {
    SchedulerContext context{
        .store = store_,
        .state_key = [](std::string_view name) { return fmt::format("schedules/{}.json", name); },
        .clock = clock_,
        .random = random_,
        .telemetry = telemetry_,
        .start = [this](const Schedule&, Instant due, const std::string& execution) -> Result<bool> {
          if (killed_) throw Killed();
          if (!begun_.insert(execution).second) return Conflict("it has begun already");
          started_.push_back(due.ToSeconds());
          actual_.push_back(clock_.Now());
          clock_.SleepFor(length_);
          if (during_) during_();
          return good_;
        },
        .new_name = [this](Instant) { return std::to_string(random_.Next()); },
        .has_begun = [this](const std::string& execution) -> Result<bool> {
          return begun_.contains(execution);
        },
        .longest_sleep = std::chrono::minutes(1)};
    auto schedules = ParseSchedules(file);
    EXPECT_TRUE(schedules) << schedules.error().message();
    return {context, *std::move(schedules)};
  }
  // A new scheduler, until that time.
  Times RunUntil(const std::string& until, const std::string& file) {
    started_.clear();
    auto scheduler = Make(file);
    scheduler.Run([&] { return clock_.Now() >= At(until); });
    return started_;
  }

  env::MemoryStore store_;
  env::ManualClock clock_{At("2026-03-26T12:00:00Z")};
  env::SeededRandom random_{1};
  telemetry::Telemetry telemetry_{clock_, {}};
  std::chrono::microseconds length_{std::chrono::seconds(30)};
  std::function<void()> during_;
  Result<bool> good_ = true;
  struct Killed {};
  bool killed_ = false;          // the process, as soon as it has claimed a time
  std::set<std::string> begun_;  // executions
  Times started_;
  std::vector<Instant> actual_;
};

constexpr const char* kWeekdays = "cron(15 16 ? * MON-FRI *)";

TEST_F(SchedulerTest, StartsEachTimeOnce) {
  EXPECT_EQ(RunUntil("2026-03-31T20:00:00Z", File(kWeekdays)),
            (Times{"2026-03-26T15:15:00Z", "2026-03-27T15:15:00Z", "2026-03-30T14:15:00Z",
                   "2026-03-31T14:15:00Z"}));
  for (std::size_t i = 0; i < started_.size(); ++i) EXPECT_EQ(actual_[i], At(started_[i]));
  EXPECT_EQ(RunUntil("2026-03-31T23:00:00Z", File(kWeekdays)), Times())
      << "a new process goes on from what is remembered";
  EXPECT_EQ(RunUntil("2026-04-01T20:00:00Z", File(kWeekdays, R"(,"enabled":false)")), Times());
}

TEST_F(SchedulerTest, GoesOnAfterAFailure) {
  good_ = Unavailable("no network");
  EXPECT_EQ(RunUntil("2026-03-27T20:00:00Z", File(kWeekdays)),
            (Times{"2026-03-26T15:15:00Z", "2026-03-27T15:15:00Z"}));
}

TEST_F(SchedulerTest, ADayOfFailuresIsFollowedByADayLikeOthers) {
  good_ = Unavailable("no network");
  EXPECT_EQ(RunUntil("2026-03-27T12:30:00Z", File("cron(0 * * * ? *)")).size(), 24U);
  good_ = true;
  EXPECT_EQ(RunUntil("2026-03-28T12:30:00Z", File("cron(0 * * * ? *)")).size(), 24U);
}

TEST_F(SchedulerTest, CatchesUpOnceAfterDowntimeOrSleep) {
  EXPECT_EQ(RunUntil("2026-03-26T20:00:00Z", File(kWeekdays)), Times{"2026-03-26T15:15:00Z"});
  clock_.Set(At("2026-04-08T06:00:00Z"));
  EXPECT_EQ(RunUntil("2026-04-08T20:00:00Z", File(kWeekdays)),
            (Times{"2026-04-07T14:15:00Z", "2026-04-08T14:15:00Z"}));
  during_ = [&] { clock_.Set(At("2026-04-21T06:00:00Z")); };  // the machine is suspended during an execution
  auto once = std::exchange(length_, std::chrono::seconds(0));
  auto scheduler = Make(File(kWeekdays));
  started_.clear();
  scheduler.Run([&] {
    if (started_.size() == 1) during_ = nullptr;
    return clock_.Now() >= At("2026-04-21T20:00:00Z");
  });
  EXPECT_EQ(started_, (Times{"2026-04-09T14:15:00Z", "2026-04-20T14:15:00Z", "2026-04-21T14:15:00Z"}));
  length_ = once;
  EXPECT_EQ(RunUntil("2026-04-21T22:00:00Z", File(kWeekdays)), Times());
}

TEST_F(SchedulerTest, AnExecutionLongerThanThePauseDelaysTheNext) {
  length_ = std::chrono::minutes(150);
  EXPECT_EQ(RunUntil("2026-03-26T18:00:01Z", File("cron(0 * * * ? *)")),
            (Times{"2026-03-26T13:00:00Z", "2026-03-26T15:00:00Z", "2026-03-26T18:00:00Z"}));
}

TEST_F(SchedulerTest, MillionsOfMissedTimesAreOne) {
  EXPECT_EQ(RunUntil("2026-03-26T12:02:10Z", File("cron(* * * * ? *)")),
            (Times{"2026-03-26T12:01:00Z", "2026-03-26T12:02:00Z"}));
  clock_.Set(At("2036-03-26T12:00:30Z"));
  EXPECT_EQ(RunUntil("2036-03-26T12:00:40Z", File("cron(* * * * ? *)")), Times{"2036-03-26T12:00:00Z"});
}

TEST_F(SchedulerTest, SurvivesAClockThatIsSetBack) {
  const auto run = [&](const std::string& set_to, const std::string& until) {
    started_.clear();
    auto scheduler = Make(File(kWeekdays));
    bool set = false;
    scheduler.Run([&] {
      if (!set) clock_.Set(At(set_to));
      set = true;
      return clock_.Now() >= At(until);
    });
    return started_;
  };
  EXPECT_EQ(RunUntil("2026-03-26T16:00:00Z", File(kWeekdays)), Times{"2026-03-26T15:15:00Z"});
  EXPECT_EQ(run("2026-03-26T14:00:00Z", "2026-03-26T20:00:00Z"), Times()) << "an hour back: not again";
  EXPECT_EQ(run("2026-03-27T15:10:00Z", "2026-03-27T20:00:00Z"), Times{"2026-03-27T15:15:00Z"})
      << "forward to before a time";
  EXPECT_EQ(run("2027-03-24T16:00:00Z", "2027-03-24T20:00:00Z"), Times{"2027-03-24T15:15:00Z"})
      << "a year ahead: one start";
  EXPECT_EQ(run("2026-03-30T10:00:00Z", "2026-03-30T20:00:00Z"), Times{"2026-03-30T14:15:00Z"})
      << "right again: what was wrong is forgotten";
}

TEST_F(SchedulerTest, AClockSetBackWhileItWaitsIsNoticed) {
  auto scheduler = Make(File(kWeekdays));
  bool set = false;
  scheduler.Run([&] {
    if (!set && clock_.Now() > At("2026-03-26T14:00:00Z")) {
      set = true;
      clock_.Set(At("2026-03-25T15:00:00Z"));
    }
    return clock_.Now() >= At("2026-03-26T20:00:00Z");
  });
  EXPECT_EQ(started_, Times{"2026-03-26T15:15:00Z"}) << "what lay before it was known is not owed";
}

TEST_F(SchedulerTest, KeepsToClocksThatChangeForSummer) {
  EXPECT_EQ(RunUntil("2026-03-31T12:00:00Z", File("cron(30 2 * * ? *)")),
            (Times{"2026-03-27T01:30:00Z", "2026-03-28T01:30:00Z", "2026-03-30T00:30:00Z",
                   "2026-03-31T00:30:00Z"}));
  clock_.Set(At("2026-10-24T12:00:00Z"));
  EXPECT_EQ(RunUntil("2026-10-26T12:00:00Z", File("cron(30 2 * * ? *)")),
            (Times{"2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"}));
}

TEST_F(SchedulerTest, FlexibleOnesStartWithinTheirWindow) {
  actual_.clear();
  RunUntil("2026-06-30T00:00:00Z", File(kWeekdays, R"(,"flexible_minutes":15)"));
  ASSERT_GT(started_.size(), 60U);
  std::set<std::int64_t> delays;
  for (std::size_t i = 0; i < started_.size(); ++i) {
    const auto delay = actual_[i] - At(started_[i]);
    EXPECT_GE(delay, 0);
    EXPECT_LT(delay, 15 * 60 * Instant::kPerSecond);
    delays.insert(delay / (60 * Instant::kPerSecond));
  }
  EXPECT_GT(delays.size(), 8U) << "spread over the window";
}

TEST_F(SchedulerTest, RatesBeginAtOnceAndKeepToStartAndEnd) {
  EXPECT_EQ(RunUntil("2026-03-26T13:30:00Z", File("rate(1 hour)")),
            (Times{"2026-03-26T12:00:00Z", "2026-03-26T13:00:00Z"}));
  const auto bounds = R"(,"start":"2026-03-27T00:30:00Z","end":"2026-03-27T03:30:00Z")";
  store_.Delete("schedules/daily.json").value();
  EXPECT_EQ(RunUntil("2026-03-28T00:00:00Z", File("rate(1 hour)", bounds)),
            (Times{"2026-03-27T00:30:00Z", "2026-03-27T01:30:00Z", "2026-03-27T02:30:00Z"}));
  EXPECT_LT(clock_.Now(), At("2026-03-27T03:00:00Z")) << "it ends when nothing is to come";
}

TEST_F(SchedulerTest, OfTwoSchedulersOneStarts) {
  auto first = Make(File(kWeekdays));
  auto second = Make(File(kWeekdays));
  ASSERT_TRUE(first.Tend(true));
  clock_.Set(At("2026-03-26T15:15:00Z"));
  during_ = [&] { EXPECT_EQ(second.Tend(true)->started, 0); };  // both at the same time
  EXPECT_EQ(first.Tend(true)->started, 1);
  EXPECT_EQ(second.Tend(true)->started, 0);
  EXPECT_EQ(started_, Times{"2026-03-26T15:15:00Z"});
}

TEST_F(SchedulerTest, WhatAKilledOneClaimedIsStartedByTheNext) {
  auto first = Make(File(kWeekdays));
  auto second = Make(File(kWeekdays));
  ASSERT_TRUE(first.Tend(true));
  clock_.Set(At("2026-03-26T15:15:00Z"));
  killed_ = true;
  EXPECT_THROW((void)first.Tend(true), Killed);
  killed_ = false;
  clock_.Set(At("2026-03-26T15:15:59Z"));
  EXPECT_EQ(second.Tend(true)->started, 0) << "it may be about to begin";
  EXPECT_EQ(second.Tend(true)->next, At("2026-03-26T15:16:00Z"));
  clock_.Set(At("2026-03-26T15:16:00Z"));
  EXPECT_EQ(second.Tend(true)->started, 1);
  EXPECT_EQ(second.Tend(true)->started, 0);
  EXPECT_EQ(started_, Times{"2026-03-26T15:15:00Z"});

  // The second one is killed too, and the first was only suspended: it resumes after a third one has begun.
  clock_.Set(At("2026-03-27T15:15:00Z"));
  killed_ = true;
  EXPECT_THROW((void)second.Tend(true), Killed);
  killed_ = false;
  EXPECT_EQ(RunUntil("2026-03-27T20:00:00Z", File(kWeekdays)), Times{"2026-03-27T15:15:00Z"});
  EXPECT_EQ(begun_.size(), 2U);
  clock_.Set(At("2026-03-30T14:15:00Z"));
  during_ = [&] { EXPECT_EQ(second.Tend(true)->started, 0) << "it has begun, whatever its lease is"; };
  length_ = std::chrono::minutes(10);
  auto third = Make(File(kWeekdays));
  EXPECT_EQ(third.Tend(true)->started, 1);
}

TEST_F(SchedulerTest, AFaultOfTheStoreLosesNoTime) {
  for (std::uint64_t at = 0; at < 12; ++at) {
    clock_.Set(At("2026-03-26T12:00:00Z"));
    env::MemoryStore inner;
    env::FaultyStore faulty(inner, env::FaultyStore::Fault{.at = at});
    Times started;
    Scheduler scheduler(
        {.store = faulty,
         .state_key = [](std::string_view name) { return std::string(name); },
         .clock = clock_,
         .random = random_,
         .telemetry = telemetry_,
         .start = [&](const Schedule&, Instant due, const std::string& execution) -> Result<bool> {
           begun_.insert(execution);
           return started.push_back(due.ToSeconds()), true;
         },
         .new_name = [this](Instant) { return std::to_string(random_.Next()); },
         .has_begun = [this](const std::string& execution) -> Result<bool> {
           return begun_.contains(execution);
         },
         .longest_sleep = std::chrono::minutes(1)},
        *ParseSchedules(File(kWeekdays)));
    scheduler.Run([&] { return clock_.Now() >= At("2026-03-30T20:00:00Z"); });
    EXPECT_EQ(started, (Times{"2026-03-26T15:15:00Z", "2026-03-27T15:15:00Z", "2026-03-30T14:15:00Z"})) << at;
  }
}

TEST(ScheduleFile, TheFileOfTheRepositoryIsRead) {
  const auto schedules = ParseSchedules(env::ReadFile(FXLAKE_ROOT "/workflows/schedule.json").value_or(""));
  ASSERT_TRUE(schedules) << schedules.error().message();
  ASSERT_FALSE(schedules->empty());
  const auto next = schedules->front().NextAfter(At("2026-04-11T00:00:00Z"), At("2026-01-01T00:00:00Z"));
  EXPECT_EQ(next, At("2026-04-13T14:15:00Z")) << "a quarter of an hour after the ECB, on the Monday";
}

TEST(ScheduleFile, MayBeginWithAByteOrderMark) {
  EXPECT_TRUE(ParseSchedules("\xEF\xBB\xBF{\"schedules\": []}"));
}

TEST(ScheduleFile, SaysWhatIsWrong) {
  const auto check = [](const std::string& text, const std::string& message) {
    const auto schedules = ParseSchedules(text);
    ASSERT_FALSE(schedules) << text;
    EXPECT_EQ(schedules.error().message(), message);
  };
  const auto one = [&](const std::string& members, const std::string& message) {
    check(R"({"schedules":[{"name":"a",)" + members + "}]}", "schedule a: " + message);
  };
  const std::string good = R"x("expression":"rate(1 day)")x";
  check("[]", "expected {\"schedules\": [..]} and no other key");
  check(R"({"schedules":[],"more":1})", "expected {\"schedules\": [..]} and no other key");
  for (const auto* name : {R"({})", R"({"name":""})", R"({"name":"../a"})", R"({"name":"a b"})", R"(3)"})
    check(R"({"schedules":[)" + std::string(name) + "]}",
          "the name of a schedule must have 1 to 64 letters, digits, \"-\", \"_\" and \".\"");
  check(R"({"schedules":[{"name":"a",)" + good + R"(},{"name":"a",)" + good + "}]}",
        "schedule a: the name is not unique");
  one(good + R"(,"timezon":"UTC")", "unknown key timezon; did you mean timezone?");
  one(good + R"(,"timezone":"Mars/Base")", "unknown time zone \"Mars/Base\"");
  one(good + R"(,"start":"tomorrow")",
      "reading start: not a time in the format 2026-04-14T07:30:00Z: \"tomorrow\"");
  one(good + R"(,"start":"2026-01-02T00:00:00Z","end":"2026-01-01T00:00:00Z")",
      "end must be later than start");
  one(good + R"(,"flexible_minutes":1441)", "flexible_minutes must be 0 to 1440");
  one(good + R"(,"input":[])", "input must be an object");
  one(good + R"(,"enabled":"yes")", "enabled must be true or false");
}

}  // namespace
}  // namespace fxlake::schedule
