// SPDX-License-Identifier: Apache-2.0
// The checks of a lake in memory. tests/trust_test.py covers what the whole program reports about a damaged
// lake.
#include "fxlake/verify/verify.h"

#include <gtest/gtest.h>

#include "fxlake/base/sha256.h"
#include "fxlake/env/clock.h"
#include "fxlake/env/memory_store.h"
#include "fxlake/telemetry/audit_journal.h"
#include "fxlake/verify/clean.h"

namespace fxlake::verify {
namespace {

Instant Day(int day) { return Instant::StartOf(*Date::FromCivil(2026, 1, day)); }

// One fetch that the journal knows.
struct SmallLake {
  env::MemoryStore store;
  std::string record, body;

  SmallLake() {
    std::vector<lake::FetchedBody> fetched;
    fetched.push_back(
        {{"rows", "GET", "https://bank.example/rates.csv", "", {}}, "Date,USD\n2026-01-02,1.2\n", "csv"});
    const auto kept = lake::RawZone(store).Keep("bank", Day(3), false, std::move(fetched));
    record = kept->fetch.key;
    body = kept->fetch.bodies.front().key;
    env::ManualClock clock(Day(3));
    telemetry::AuditJournal journal(store, clock, "somebody");
    const auto bytes = store.Get(record);
    EXPECT_TRUE(journal.Append(
        {.outcome = "succeeded", .command = "ingest", .objects = {{record, Sha256Hex(bytes->bytes)}}}));
  }
};

// "check: where: what" of each finding.
std::vector<std::string> Findings(env::ObjectStore& store, bool deep = true) {
  std::vector<std::string> found;
  const auto report = Verify({store, store}, {.deep = deep, .now = Day(20)});
  EXPECT_TRUE(report) << report.error().message();
  for (const auto& check : report->checks) {
    for (const auto& finding : check.findings) {
      EXPECT_FALSE(finding.meaning.empty() || finding.mend.empty()) << finding.what;
      found.push_back(check.name + ": " + finding.where + ": " + finding.what);
    }
  }
  return found;
}

using Texts = std::vector<std::string>;

TEST(Verify, AWholeLakeHasNoFindings) {
  SmallLake lake;
  EXPECT_EQ(Findings(lake.store), Texts());
  env::MemoryStore empty;
  EXPECT_EQ(Findings(empty), Texts());
}

TEST(Verify, TheJournalKnowsAMissingRecord) {
  SmallLake lake;
  ASSERT_TRUE(lake.store.Delete(lake.record));
  EXPECT_EQ(Findings(lake.store),
            Texts{"fetch records: " + lake.record + ": it is missing, but the journal refers to it"});
}

TEST(Verify, ABodyIsComparedWithItsRecord) {
  SmallLake lake;
  ASSERT_TRUE(lake.store.Put(lake.body, "Date,USD\n2026-01-02,1.3\n", env::Always()));
  EXPECT_EQ(Findings(lake.store),
            Texts{"raw objects: " + lake.body +
                  ": its bytes were changed: its SHA-256 differs from the one in its record"});
  EXPECT_EQ(Findings(lake.store, false), Texts()) << "only --deep reads bodies";
  ASSERT_TRUE(lake.store.Put(lake.body, "Date", env::Always()));
  EXPECT_EQ(Findings(lake.store, false),
            Texts{"raw objects: " + lake.body + ": it has 4 bytes, but 24 were stored"});
}

TEST(Verify, ADecisionIsPartOfTheRawZone) {
  SmallLake lake;
  const std::string key = "raw/decisions/source=bank/20260104T000000.000000Z-0123456789abcdef.json";
  ASSERT_TRUE(lake.store.Put(key, "{}", env::IfAbsent()));
  EXPECT_EQ(
      Findings(lake.store),
      Texts{"decisions: " + key + ": its bytes were changed: its SHA-256 differs from the one in its key"});
}

TEST(Clean, TakesOrphansAndNoRecord) {
  SmallLake lake;
  const std::string orphan = "raw/source=bank/2026/01/20260104T000000.000000Z-0123456789abcdef.csv";
  const std::string young = "raw/source=bank/2026/01/20260119T230000.000000Z-0123456789abcdef.csv";
  ASSERT_TRUE(lake.store.Put(orphan, "half", env::IfAbsent()));
  ASSERT_TRUE(lake.store.Put(young, "of a fetch under way", env::IfAbsent()));
  const auto survey = TakeSurvey({lake.store, lake.store}, {.now = Day(20)});
  ASSERT_TRUE(survey);
  const auto removable = FindRemovable(*survey, {});
  ASSERT_TRUE(removable);
  ASSERT_EQ(removable->size(), 1U);
  EXPECT_EQ(removable->front().key, orphan);
}

// Bodies of a fetch whose record is lost are kept for its recovery.
TEST(Clean, LeavesTheBodiesOfALostRecord) {
  SmallLake lake;
  ASSERT_TRUE(lake.store.Delete(lake.record));
  const auto survey = TakeSurvey({lake.store, lake.store}, {.now = Day(20)});
  ASSERT_TRUE(survey);
  EXPECT_TRUE(FindRemovable(*survey, {})->empty());
}

}  // namespace
}  // namespace fxlake::verify
