// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "fxlake/base/sha256.h"
#include "fxlake/env/memory_store.h"
#include "fxlake/server/snapshot/live_snapshot.h"

namespace fxlake::server {
namespace {

using rates::Pair;

constexpr Date kFirst = Date::Of(2026, 4, 9), kSecond = Date::Of(2026, 4, 10);

struct Row {
  Pair pair;
  Date day;
  std::string_view rate;
  std::string_view recorded = "2026-04-10T16:00:00Z";
  std::string_view superseded = "";
};

class SnapshotTest : public testing::Test {
 protected:
  // Writes a partition without changing the manifest, as a run in progress does.
  lake::PartitionInfo Write(const std::string& source, lake::Table table, const std::vector<Row>& rows) {
    lake::RateRows partition;
    for (const auto& row : rows) {
      const auto recorded = *Instant::Parse(row.recorded);
      partition.origins.push_back({recorded, lake::RawKey(source, recorded, "0123456789abcdef", "csv")});
      partition.rows.push_back(
          {.day = row.day.days(),
           .base = row.pair.base().packed(),
           .target = row.pair.target().packed(),
           .origin = static_cast<std::uint32_t>(partition.origins.size() - 1),
           .rate = Decimal::Parse(row.rate)->units(),
           .superseded_at = row.superseded.empty() ? 0 : Instant::Parse(row.superseded)->micros()});
    }
    // Partitions without a manifest would be a damaged lake.
    const auto base = *lake::ReadManifest(store_);
    if (base.version == 0) {
      EXPECT_TRUE(lake::Commit(store_, base, {}));
    }
    const auto bytes = *lake::EncodePartition(table, partition);
    EXPECT_TRUE(store_.Put(lake::PartitionKey(source, {table, 2026}), bytes, env::Always()));
    return {.rows = rows.size(),
            .bytes = bytes.size(),
            .sha256 = Sha256Hex(bytes),
            .first_day = kFirst,
            .last_day = kSecond};
  }
  void Commit(const std::string& source, const std::map<lake::PartitionId, lake::PartitionInfo>& partitions) {
    const auto base = *lake::ReadManifest(store_);
    lake::SourceState state;
    if (const auto known = base.sources.find(source); known != base.sources.end()) state = known->second;
    for (const auto& [id, info] : partitions) state.partitions[id] = info;
    ASSERT_TRUE(lake::Commit(store_, base, {{source, state}}));
  }
  void WriteAndCommit(const std::string& source, const std::vector<Row>& rows,
                      lake::Table table = lake::Table::exchange_rates) {
    ASSERT_TRUE(lake::BeginManifest(store_));
    Commit(source, {{{table, 2026}, Write(source, table, rows)}});
  }
  static std::string Rate(const Snapshot& snapshot, const std::string& source, Date day) {
    const auto* history = snapshot.FindSource(source);
    const auto rate =
        history == nullptr ? std::nullopt : history->LastOnOrBefore(Pair::Of("EUR", "USD"), day);
    return rate ? rate->rate.ToString() : "none";
  }

  env::MemoryStore store_;
  env::ManualClock clock_{Instant::StartOf(kSecond)};
  sources::Catalog catalog_ = *sources::Catalog::Open({}, std::nullopt);
};

TEST_F(SnapshotTest, ALakeWithoutAnythingIsServedAndFilledLater) {
  const auto live = *LiveSnapshot::Open(store_, catalog_, clock_);
  EXPECT_EQ(live->Get()->ecb(), nullptr);
  EXPECT_FALSE(*live->Refresh());
  WriteAndCommit("ecb", {{Pair::Of("EUR", "USD"), kFirst, "1.1685"}});
  EXPECT_TRUE(*live->Refresh());
  EXPECT_EQ(Rate(*live->Get(), "ecb", kFirst), "1.1685");
  EXPECT_FALSE(*live->Refresh());
}

TEST_F(SnapshotTest, IsSwappedWholeAndOnlyWhenTheManifestSaysSo) {
  WriteAndCommit("ecb", {{Pair::Of("EUR", "USD"), kFirst, "1.1"}});
  WriteAndCommit("other", {{Pair::Of("EUR", "USD"), kFirst, "1.2"}});
  const auto live = *LiveSnapshot::Open(store_, catalog_, clock_);
  const auto before = live->Get();
  const auto generation = live->generation();

  const auto half = Write("ecb", lake::Table::exchange_rates, {{Pair::Of("EUR", "USD"), kFirst, "1.3"}});
  EXPECT_FALSE(*live->Refresh());
  // Another source commits meanwhile: the uncommitted partition must not be read.
  WriteAndCommit("other", {{Pair::Of("EUR", "USD"), kFirst, "1.4"}});
  EXPECT_TRUE(*live->Refresh());
  EXPECT_EQ(Rate(*live->Get(), "ecb", kFirst), "1.1");
  EXPECT_EQ(Rate(*live->Get(), "other", kFirst), "1.4");
  Commit("ecb", {{{lake::Table::exchange_rates, 2026}, half}});
  EXPECT_TRUE(*live->Refresh());
  EXPECT_EQ(Rate(*live->Get(), "ecb", kFirst), "1.3");
  EXPECT_EQ(live->generation(), generation + 2);
  EXPECT_EQ(Rate(*before, "ecb", kFirst), "1.1");
  EXPECT_EQ(Rate(*before, "other", kFirst), "1.2");
}

TEST_F(SnapshotTest, ACommitWhosePartitionIsNotThereYetIsLeftForTheNextTime) {
  WriteAndCommit("ecb", {{Pair::Of("EUR", "USD"), kFirst, "1.1"}});
  const auto live = *LiveSnapshot::Open(store_, catalog_, clock_);
  auto wrong = Write("ecb", lake::Table::exchange_rates, {{Pair::Of("EUR", "USD"), kFirst, "1.2"}});
  wrong.sha256 = std::string(64, '0');
  Commit("ecb", {{{lake::Table::exchange_rates, 2026}, wrong}});
  EXPECT_FALSE(*live->Refresh());
  EXPECT_EQ(Rate(*live->Get(), "ecb", kFirst), "1.1");
}

// A damaged source is not served, from the start on. Undamaged sources are, and a mended one is again.
TEST_F(SnapshotTest, WhatTheManifestDoesNotVouchForIsNeverServed) {
  const auto key = lake::PartitionKey("ecb", {lake::Table::exchange_rates, 2026});
  WriteAndCommit("ecb", {{Pair::Of("EUR", "USD"), kFirst, "1.1"}});
  WriteAndCommit("other", {{Pair::Of("EUR", "USD"), kFirst, "1.2"}});
  const auto whole = store_.Get(key)->bytes;
  auto flipped = whole;
  flipped[flipped.size() / 2] ^= 1;
  const auto foreign = *lake::EncodePartition(lake::Table::exchange_rates, {});
  const std::optional<std::string> damages[] = {flipped, whole.substr(0, whole.size() / 2), foreign,
                                                std::nullopt};
  for (const auto& damage : damages) {
    if (damage) {
      ASSERT_TRUE(store_.Put(key, *damage, env::Always()));
    } else {
      ASSERT_TRUE(store_.Delete(key));
    }
    const auto opened = LiveSnapshot::Open(store_, catalog_, clock_);
    ASSERT_TRUE(opened) << opened.error().message();
    auto& live = **opened;
    EXPECT_EQ(Rate(*live.Get(), "ecb", kFirst), "none");
    EXPECT_EQ(Rate(*live.Get(), "other", kFirst), "1.2");
    ASSERT_EQ(live.Get()->not_served.size(), 1U);
    EXPECT_NE(live.Get()->not_served.at("ecb").find(key), std::string::npos)
        << live.Get()->not_served.at("ecb");

    EXPECT_FALSE(*live.Refresh()) << "nothing has changed";
    WriteAndCommit("other", {{Pair::Of("EUR", "USD"), kFirst, damage ? "1.3" : "1.4"}});
    EXPECT_TRUE(*live.Refresh()) << "the others are kept up to date";
    EXPECT_EQ(Rate(*live.Get(), "ecb", kFirst), "none");

    ASSERT_TRUE(store_.Put(key, whole, env::Always()));
    EXPECT_TRUE(*live.Refresh()) << "it was restored";
    EXPECT_EQ(Rate(*live.Get(), "ecb", kFirst), "1.1");
    EXPECT_TRUE(live.Get()->not_served.empty());
    WriteAndCommit("other", {{Pair::Of("EUR", "USD"), kFirst, "1.2"}});
  }
}

TEST_F(SnapshotTest, KnowsWhatWasKnownAtATime) {
  WriteAndCommit("ecb", {{Pair::Of("EUR", "USD"), kFirst, "1.2", "2026-04-11T00:00:00Z"}});
  WriteAndCommit("ecb",
                 {{Pair::Of("EUR", "USD"), kFirst, "1.1", "2026-04-10T00:00:00Z", "2026-04-11T00:00:00Z"}},
                 lake::Table::exchange_rates_revisions);
  const auto snapshot = *LoadSnapshot(store_, catalog_, nullptr, Unvouched::refuse);
  const auto check = [&](std::string_view time, std::string_view expected) {
    const auto rate = snapshot->FindSource("ecb")
                          ->AsOf(*Instant::Parse(time))
                          ->LastOnOrBefore(Pair::Of("EUR", "USD"), kFirst);
    EXPECT_EQ(rate ? rate->rate.ToString() : "none", expected) << time;
  };
  check("2026-04-12T00:00:00Z", "1.2");
  check("2026-04-11T00:00:00Z", "1.2");
  check("2026-04-10T12:00:00Z", "1.1");
  check("2026-04-09T00:00:00Z", "none");
}

TEST_F(SnapshotTest, TheBanksSourcesAreOneProvider) {
  WriteAndCommit("ecb", {{Pair::Of("EUR", "USD"), kSecond, "1.2"}});
  WriteAndCommit("ecb-history",
                 {{Pair::Of("EUR", "USD"), kFirst, "1.1"}, {Pair::Of("EUR", "USD"), kSecond, "1.3"}});
  WriteAndCommit("nowhere", {{Pair::Of("EUR", "USD"), kFirst, "1.4"}});
  const auto catalog = *sources::Catalog::Open({}, FXLAKE_ROOT "/sources");
  const auto snapshot = *LoadSnapshot(store_, catalog, nullptr, Unvouched::refuse);
  ASSERT_EQ(snapshot->providers.size(), 2u);
  EXPECT_EQ(snapshot->providers.back().key, "NOWHERE");  // a source without a file
  const auto& history = *snapshot->ecb()->history;
  EXPECT_EQ(history.LastOnOrBefore(Pair::Of("EUR", "USD"), kFirst)->rate.ToString(), "1.1");
  EXPECT_EQ(history.LastOnOrBefore(Pair::Of("EUR", "USD"), kSecond)->rate.ToString(), "1.2");
  EXPECT_EQ(history.rate_count(), 2u);
}

}  // namespace
}  // namespace fxlake::server
