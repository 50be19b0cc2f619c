// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/snapshot/lake_records_reader.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>

#include "fxlake/env/memory_store.h"
#include "fxlake/pipeline/run.h"

namespace fxlake::server {
namespace {

class CountedStore final : public env::MemoryStore {
 public:
  Result<env::ObjectBytes> Get(const std::string& key) override { return ++reads, MemoryStore::Get(key); }
  Result<std::string> GetRange(const std::string& key, env::ByteRange range) override {
    return ++reads, MemoryStore::GetRange(key, range);
  }
  std::atomic<int> reads = 0;
};

class LakeRecordsReaderTest : public testing::Test {
 protected:
  static std::string Name(int number) { return fmt::format("20260401T000000.{:06}Z-abcdef", number); }
  void Begin(const std::string& name) {
    ASSERT_TRUE(store_.Put("runs/" + name + "/input.json", "{}", env::Always()));
  }
  void End(const std::string& name, const std::string& fetch = "raw/x") {
    Begin(name);
    const auto report = JsonObject(
        {{"execution", name},
         {"status", "SUCCEEDED"},
         {"started", "2026-04-14T00:00:00Z"},
         {"sources", Json(Json::Array{JsonObject(
                         {{"source", "ecb"}, {"ingest", JsonObject({{"fetch_record", fetch}})}})})},
         {"quality", JsonObject({{"passed", true}, {"rules", 3}})}});
    ASSERT_TRUE(store_.Put("runs/" + name + "/report.json", report.Dump(), env::Always()));
  }
  void Refuse(const std::string& source, int fetch, int rows, const std::string& reason = "no number") {
    const auto record = fmt::format(
        "raw/source={}/2026/04/20260414T{:06}.000000Z-0123456789abcdef.fetch.json", source, fetch);
    const std::vector<lake::RejectedRow> rejected(
        static_cast<std::size_t>(rows),
        {.raw_object = "raw/x.csv", .where = "row 1", .cells = "a", .reason = reason});
    ASSERT_TRUE(lake::KeepRejected(store_, source, record, rejected));
  }

  CountedStore store_;
  LakeRecordsReader reader_{store_};
};

TEST_F(LakeRecordsReaderTest, RunsAreReadOnceAndNewestFirst) {
  for (int i = 0; i < 30; ++i) End(Name(i), fmt::format("raw/{}", i));
  const auto records = reader_.Read(1);
  ASSERT_EQ(records->runs.size(), 30U);
  EXPECT_EQ(records->runs.front().name, Name(29));
  EXPECT_EQ(records->runs.front().summary.StringAt("status").value_or(""), "SUCCEEDED");
  EXPECT_EQ(records->runs.front().quality.Int64At("rules").value_or(0), 3);
  ASSERT_NE(records->FindRunOf("raw/7"), nullptr);
  EXPECT_EQ(records->FindRunOf("raw/7")->name, Name(7));
  EXPECT_EQ(records->FindRunOf("raw/99"), nullptr);
  store_.reads = 0;
  EXPECT_EQ(reader_.Read(1), records) << "the same when nothing has changed";
  EXPECT_EQ(store_.reads, 0);
  Begin(Name(30));
  EXPECT_EQ(reader_.Read(1)->runs.front().summary.StringAt("status").value_or(""), "UNFINISHED");
  End(Name(30));
  EXPECT_EQ(reader_.Read(1)->runs.front().summary.StringAt("status").value_or(""), "SUCCEEDED");
}

TEST_F(LakeRecordsReaderTest, NoMoreRunsAreReadThanAreShown) {
  const int all = static_cast<int>(LakeRecordsReader::kMostRuns) + 40;
  for (int i = 0; i < all; ++i) End(Name(i));
  const auto records = reader_.Read(1);
  EXPECT_EQ(records->run_count, static_cast<std::size_t>(all));
  EXPECT_EQ(records->runs.size(), LakeRecordsReader::kMostRuns);
  EXPECT_EQ(static_cast<std::size_t>(store_.reads), LakeRecordsReader::kMostRuns);
}

TEST_F(LakeRecordsReaderTest, QuarantineIsBoundedAndSaysSo) {
  const auto most = static_cast<int>(LakeRecordsReader::kMostQuarantineRows);
  Refuse("ecb", 1, most - 1);
  Refuse("cbr", 1, 2);
  auto records = reader_.Read(1);
  ASSERT_EQ(records->quarantine.size(), 2U);
  EXPECT_TRUE(records->quarantine[0].is_complete && records->quarantine[1].is_complete);
  EXPECT_EQ(records->quarantine[1].rows.size(), static_cast<std::size_t>(most - 1));
  Refuse("ecb", 2, 5);
  records = reader_.Read(1);
  EXPECT_EQ(records->quarantine[1].count, static_cast<std::uint64_t>(most + 4));
  EXPECT_EQ(records->quarantine[1].rows.size(), static_cast<std::size_t>(most));
  EXPECT_FALSE(records->quarantine[1].is_complete);
}

TEST_F(LakeRecordsReaderTest, WhatWasTransformedAgainIsReadAgain) {
  Refuse("ecb", 1, 1, "aaa");
  EXPECT_EQ(reader_.Read(1)->quarantine[0].rows[0].second.reason, "aaa");
  store_.reads = 0;
  EXPECT_EQ(reader_.Read(1)->quarantine[0].rows[0].second.reason, "aaa");
  EXPECT_EQ(store_.reads, 0);
  Refuse("ecb", 1, 1, "bbb");
  EXPECT_EQ(reader_.Read(2)->quarantine[0].rows[0].second.reason, "bbb");
  Refuse("ecb", 1, 0);
  EXPECT_EQ(reader_.Read(3)->quarantine.size(), 0U);
}

TEST_F(LakeRecordsReaderTest, WhatCannotBeReadIsSaidAndTheRestStays) {
  End(Name(1));
  Refuse("ecb", 1, 1);
  ASSERT_TRUE(reader_.Read(1)->quarantine_error == std::nullopt);
  ASSERT_TRUE(
      store_.Put("quarantine/source=ecb/20260415T000000.000000Z-0123456789abcdef.json", "{", env::Always()));
  const auto records = reader_.Read(1);
  ASSERT_TRUE(records->quarantine_error);
  EXPECT_EQ(records->quarantine.size(), 1U);
  EXPECT_EQ(records->runs.size(), 1U);
}

}  // namespace
}  // namespace fxlake::server
