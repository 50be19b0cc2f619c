// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/http/schedule_page.h"

#include <gtest/gtest.h>

namespace fxlake::server {
namespace {

TEST(SchedulePageTest, TellsWhatIsToCome) {
  const ScheduleStatus waiting{.next = *Instant::Parse("2026-11-30T15:15:00Z"), .runs = 2};
  EXPECT_EQ(ScheduleHealth(waiting).Dump(),
            R"({"status":"ok","running":false,"next":"2026-11-30T15:15:00Z","succeeded_at":null,)"
            R"("failures_in_a_row":0})");
  const auto page = ScheduleMetrics(waiting);
  EXPECT_NE(page.find("\nfxlake_schedule_runs_total 2\n"), std::string::npos) << page;
  EXPECT_NE(page.find("\nfxlake_schedule_next_timestamp_seconds 1796051700\n"), std::string::npos) << page;
  EXPECT_EQ(page.find("fxlake_schedule_success_timestamp_seconds"), std::string::npos) << page;
}

TEST(SchedulePageTest, NamesWhatIsWrong) {
  const ScheduleStatus failing{.runs = 3,
                               .failures = 2,
                               .failures_in_a_row = 1,
                               .problem = "no network",
                               .reload_problem = "fxlake.toml:1: no such key"};
  const auto health = ScheduleHealth(failing).Dump();
  EXPECT_NE(health.find(R"("status":"failing")"), std::string::npos) << health;
  EXPECT_NE(health.find(R"("reason":"no network","configuration":"fxlake.toml:1: no such key")"),
            std::string::npos)
      << health;
  EXPECT_NE(ScheduleMetrics(failing).find("\nfxlake_schedule_configuration_broken 1\n"), std::string::npos);
}

}  // namespace
}  // namespace fxlake::server
