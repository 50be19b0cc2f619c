// SPDX-License-Identifier: Apache-2.0
// From raw fetches to committed partitions, in memory: the partitions of the manifest are read back.
#include "fxlake/transform/transform.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "fxlake/base/decimal.h"
#include "fxlake/env/faulty_store.h"
#include "fxlake/env/memory_store.h"
#include "fxlake/lake/quarantine.h"
#include "fxlake/lake/rate_table.h"
#include "fxlake/lake/raw_zone.h"
#include "fxlake/rates/currency_code.h"

namespace fxlake::transform {
namespace {

constexpr std::string_view kBank = R"(name = "bank"
title = "A bank"
home_currency = "EUR"
first_day = 1999-01-04
[[endpoint]]
name = "all"
url = "https://bank.example/rates.csv"
reader = "wide"
[read.wide]
format = "csv"
rows = "*/{quote}"
date = "../Date"
base = { value = "EUR" }
rate = "."
)";

sources::Catalog Sources() {
  const sources::BuiltInFile files[] = {{"bank.toml", kBank}};
  return *sources::Catalog::Open(files, std::nullopt);
}

Instant Day(int day) { return Instant::StartOf(*Date::FromCivil(2026, 1, day)); }

void Fetch(env::ObjectStore& store, Instant at, std::vector<std::string> bodies) {
  std::vector<lake::FetchedBody> fetched;
  for (auto& body : bodies)
    fetched.push_back(
        {{"wide", "GET", "https://bank.example/rates.csv", "text/csv", {}}, std::move(body), "csv"});
  const auto kept = lake::RawZone(store).Keep("bank", at, false, std::move(fetched));
  ASSERT_TRUE(kept) << kept.error().message();
}

Result<TransformReport> TransformAll(env::ObjectStore& store, bool rebuild = false, bool force = false) {
  const auto catalog = Sources();
  return Transform({store, store}, catalog, {.rebuild = rebuild, .force = force, .threads = 2});
}

// Every committed rate, or every revision, as `date target rate @day recorded[ until day]`.
std::string Rows(env::ObjectStore& store, lake::Table table) {
  const auto manifest = lake::ReadManifest(store);
  if (!manifest) return manifest.error().message();
  std::string text;
  for (const auto& [source, state] : manifest->sources) {
    for (const auto& [id, info] : state.partitions) {
      if (id.table != table) continue;
      const auto object = store.Get(lake::PartitionKey(source, id));
      const auto rows = lake::DecodePartition(table, object->bytes);
      if (!rows) return rows.error().message();
      for (const auto& row : rows->rows) {
        text += fmt::format("{} {} {} @{}", Date::FromDays(row.day).ToString(),
                            rates::CurrencyCode::FromPacked(row.target).ToString(),
                            Decimal::FromUnits(row.rate).ToString(),
                            rows->origins[row.origin].recorded_at.date().day());
        text += row.superseded_at == 0
                    ? "\n"
                    : fmt::format(" until {}\n", Instant::FromMicros(row.superseded_at).date().day());
      }
    }
  }
  return text;
}

std::string Rates(env::ObjectStore& store) { return Rows(store, lake::Table::exchange_rates); }
std::string Revisions(env::ObjectStore& store) { return Rows(store, lake::Table::exchange_rates_revisions); }

// Everything under processed/, to compare byte for byte.
std::map<std::string, std::string> Processed(env::ObjectStore& store) {
  std::map<std::string, std::string> objects;
  const auto listed = store.List("processed/");
  for (const auto& object : *listed) objects[object.key] = store.Get(object.key)->bytes;
  return objects;
}

// As above, except for the number of commits.
std::map<std::string, std::string> ProcessedHowever(env::ObjectStore& store) {
  auto objects = Processed(store);
  auto manifest = *lake::ReadManifest(store);
  manifest.version = 0;
  for (auto& [source, state] : manifest.sources) state.commits = 0;
  objects[lake::ManifestKey()] = manifest.ToJson().Dump();
  return objects;
}

lake::Manifest ManifestOf(env::ObjectStore& store) { return *lake::ReadManifest(store); }

constexpr auto kFirst = "Date,USD,GBP\n2025-12-31,1.1,0.8\n2026-01-02,1.2,N/A\n";
constexpr auto kSecond = "Date,USD,GBP\n2025-12-31,1.15,0.8\n2026-01-02,1.2,0.9\n";
constexpr auto kRatesOfBoth =
    "2025-12-31 GBP 0.8 @3\n2025-12-31 USD 1.15 @4\n2026-01-02 GBP 0.9 @4\n2026-01-02 USD 1.2 @3\n";
constexpr auto kRevisionsOfBoth = "2025-12-31 USD 1.1 @3 until 4\n";

// A store with network latency: no read of a raw object returns before all concurrent ones have started.
class FarStore : public env::FaultyStore {
 public:
  static constexpr std::size_t kAtOnce = 6;
  explicit FarStore(env::ObjectStore& store) : FaultyStore(store, std::nullopt) {}
  std::size_t ReadsAtOnce() const override { return kAtOnce; }
  Result<std::string> GetRange(const std::string& key, env::ByteRange range) override {
    {
      std::unique_lock lock(guard_);
      const auto round = reads_++ / kAtOnce;
      arrived_.notify_all();
      if (!arrived_.wait_for(lock, std::chrono::seconds(20), [&] { return reads_ >= (round + 1) * kAtOnce; }))
        return Unavailable("this read is alone");
    }
    return FaultyStore::GetRange(key, range);
  }

 private:
  std::mutex guard_;
  std::condition_variable arrived_;
  std::size_t reads_ = 0;
};

TEST(Transform, ReadsSeveralObjectsAtOnceFromAFarStore) {
  env::MemoryStore near, far_behind;
  for (int day = 1; day <= static_cast<int>(FarStore::kAtOnce); ++day) {
    for (auto* store : {&near, &far_behind})
      Fetch(*store, Day(day), {fmt::format("Date,USD\n2026-01-{:02},1.{}\n", day, day)});
  }
  FarStore far(far_behind);
  const auto catalog = Sources();
  const auto report = Transform({far, far}, catalog, {});
  ASSERT_TRUE(report && report->ok())
      << (report ? report->sources[0].failure->message() : report.error().message());
  ASSERT_TRUE(TransformAll(near));
  EXPECT_EQ(Processed(far_behind), Processed(near));
}

TEST(Transform, AddsFetchAfterFetch) {
  env::MemoryStore store;
  Fetch(store, Day(3), {kFirst});
  const auto first = TransformAll(store);
  ASSERT_TRUE(first && first->ok());
  EXPECT_EQ(Rates(store), "2025-12-31 GBP 0.8 @3\n2025-12-31 USD 1.1 @3\n2026-01-02 USD 1.2 @3\n");
  const auto before = Processed(store);
  EXPECT_TRUE(TransformAll(store));
  EXPECT_EQ(Processed(store), before) << "nothing new changes no byte";

  Fetch(store, Day(4), {kSecond});
  const auto second = TransformAll(store);
  ASSERT_TRUE(second && second->ok());
  EXPECT_EQ(second->sources[0].merged.revised, 1U);
  EXPECT_EQ(Rates(store), kRatesOfBoth);
  EXPECT_EQ(Revisions(store), kRevisionsOfBoth);
  const auto manifest = lake::ReadManifest(store);
  const auto& info = manifest->sources.at("bank").partitions.at({lake::Table::exchange_rates, 2025});
  EXPECT_EQ(info.rows, 2U);
  EXPECT_EQ(info.last_day.ToString(), "2025-12-31");

  const auto incremental = Processed(store);
  const auto rebuilt = TransformAll(store, true);
  ASSERT_TRUE(rebuilt && rebuilt->ok());
  EXPECT_EQ(rebuilt->sources[0].partitions_written, 0U);
  auto now = Processed(store);
  EXPECT_EQ(now, incremental);
}

TEST(Transform, AnOlderFetchThatComesLateCountsInItsPlace) {
  env::MemoryStore store;
  Fetch(store, Day(4), {kSecond});
  ASSERT_TRUE(TransformAll(store));
  Fetch(store, Day(3), {kFirst});
  const auto late = TransformAll(store);
  ASSERT_TRUE(late && late->ok());
  EXPECT_TRUE(late->sources[0].rebuilt);
  EXPECT_EQ(Rates(store), kRatesOfBoth);
  EXPECT_EQ(Revisions(store), kRevisionsOfBoth);
}

TEST(Transform, KeepsWhatItRejects) {
  env::MemoryStore store;
  Fetch(store, Day(3),
        {"Date,USD,GBP,JPY\n2026-01-02,1.2,0,-5\n2026-01-05,1.2,0.9,160\n", "<html>sorry</html>"});
  const auto report = TransformAll(store);
  ASSERT_TRUE(report);
  EXPECT_FALSE(report->ok());
  EXPECT_EQ(report->sources[0].unreadable_bodies.size(), 1U);
  EXPECT_EQ(report->sources[0].observations, 4U) << "good rows are not held up";
  const auto quarantine = lake::ReadQuarantine(store, "bank");
  ASSERT_EQ(quarantine->size(), 1U);
  const auto& rows = quarantine->front().rows;
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].reason, "the rate is zero: \"0\"");
  EXPECT_EQ(rows[0].cells, "date=2026-01-02 base=EUR quote=GBP rate=0");
  EXPECT_EQ(rows[1].reason, "the rate is negative: \"-5\"");
  EXPECT_NE(rows[2].reason.find("<html>"), std::string::npos);
}

TEST(Transform, RejectsBytesThatChanged) {
  env::MemoryStore store;
  Fetch(store, Day(3), {kFirst});
  const auto listed = store.List("raw/");
  for (const auto& object : *listed) {
    if (!object.key.ends_with(".csv")) continue;
    ASSERT_TRUE(store.Put(object.key, "Date,USD\n2026-01-02,9\n", env::Always()));
  }
  const auto report = TransformAll(store);
  ASSERT_TRUE(report);
  ASSERT_TRUE(report->sources[0].failure);
  EXPECT_EQ(report->sources[0].failure->kind(), ErrorKind::corrupt);
  EXPECT_EQ(Rates(store), "");
}

// Kills the work at every store operation; the next run must finish it, and a reader in between must see
// whole partitions.
TEST(Transform, SurvivesAKillAnywhere) {
  env::MemoryStore undisturbed;
  Fetch(undisturbed, Day(3), {kFirst});
  ASSERT_TRUE(TransformAll(undisturbed));
  Fetch(undisturbed, Day(4), {kSecond});
  ASSERT_TRUE(TransformAll(undisturbed));
  for (std::uint64_t at = 0;; ++at) {
    env::MemoryStore store;
    Fetch(store, Day(3), {kFirst});
    ASSERT_TRUE(TransformAll(store));
    Fetch(store, Day(4), {kSecond});
    env::FaultyStore dying(store, env::FaultyStore::Fault{.at = at, .all_after = true});
    const auto report = TransformAll(dying);
    const bool finished = report && report->ok();
    EXPECT_EQ(Rates(store).find("corrupt"), std::string::npos);
    ASSERT_TRUE(TransformAll(store));
    EXPECT_EQ(Processed(store), Processed(undisturbed)) << "killed at operation " << at;
    if (finished) break;
    ASSERT_LT(at, 200U);
  }
}

// As above for a rebuild after which a year has no rates: a reader misses no partition that the manifest
// names, and the next rebuild leaves none that it does not name.
TEST(Transform, SurvivesAKillInARebuild) {
  const auto prepare = [](env::ObjectStore& store) {
    Fetch(store, Day(3), {kFirst});
    Fetch(store, Day(4), {"Date,USD\n2026-01-02,1.2\n"});
    ASSERT_TRUE(TransformAll(store));
    const auto first = lake::RawZone(store).Records("bank", {})->front();
    ASSERT_TRUE(store.Delete(first));
  };
  env::MemoryStore undisturbed;
  prepare(undisturbed);
  ASSERT_TRUE(TransformAll(undisturbed, true, true));
  EXPECT_EQ(Rates(undisturbed), "2026-01-02 USD 1.2 @4\n");
  EXPECT_EQ(undisturbed.List("processed/exchange_rates/")->size(), 1U);
  for (std::uint64_t at = 0;; ++at) {
    env::MemoryStore store;
    prepare(store);
    env::FaultyStore dying(store, env::FaultyStore::Fault{.at = at, .all_after = true});
    const auto report = TransformAll(dying, true, true);
    const bool finished = report && report->ok();
    const auto manifest = lake::ReadManifest(store);
    for (const auto& [id, info] : manifest->sources.at("bank").partitions) {
      EXPECT_TRUE(store.Get(lake::PartitionKey("bank", id))) << "killed at operation " << at;
    }
    ASSERT_TRUE(TransformAll(store, true, true));
    EXPECT_EQ(ProcessedHowever(store), ProcessedHowever(undisturbed)) << "killed at operation " << at;
    if (finished) break;
    ASSERT_LT(at, 200U);
  }
}

// Several processes receive fetches and transform concurrently: no update is lost, no row is duplicated.
TEST(Transform, SharesTheLakeWithOthers) {
  env::MemoryStore store, alone;
  for (int day = 3; day < 23; ++day) {
    const auto body = fmt::format("Date,USD,GBP\n2026-01-{:02},1.{:02},0.8\n2025-12-31,{},0.5\n", day, day,
                                  day % 2 == 0 ? "1.1" : "1.2");
    Fetch(alone, Day(day), {body});
    Fetch(store, Day(day), {body});
    std::vector<std::jthread> others;
    for (int i = 0; i < 3; ++i) {
      others.emplace_back([&store] {
        const auto report = TransformAll(store);
        EXPECT_TRUE(report && report->ok()) << (report ? "" : report.error().message());
      });
    }
  }
  ASSERT_TRUE(TransformAll(alone));
  EXPECT_EQ(Rates(store), Rates(alone));
  EXPECT_EQ(Revisions(store), Revisions(alone));
}

// A partition left by a writer that was killed before its commit, or is still active: it lacks rows of the
// manifest's.
TEST(Transform, TakesNoPartitionForKnownThatTheManifestDoesNotName) {
  env::MemoryStore store;
  const auto key = lake::PartitionKey("bank", {lake::Table::exchange_rates, 2025});
  Fetch(store, Day(3), {"Date,USD,GBP\n2025-12-31,1.1,0.8\n"});
  ASSERT_TRUE(TransformAll(store));
  const auto old = store.Get(key);
  ASSERT_TRUE(old);
  Fetch(store, Day(4), {"Date,CHF\n2025-12-31,0.9\n"});
  ASSERT_TRUE(TransformAll(store));
  ASSERT_TRUE(store.Put(key, old->bytes, env::Always()));
  Fetch(store, Day(5), {"Date,JPY\n2025-12-31,160\n"});
  const auto report = TransformAll(store);
  ASSERT_TRUE(report && report->ok());
  EXPECT_TRUE(report->sources[0].rebuilt);
  EXPECT_EQ(Rates(store),
            "2025-12-31 CHF 0.9 @4\n2025-12-31 GBP 0.8 @3\n2025-12-31 JPY 160 @5\n2025-12-31 USD 1.1 @3\n");
}

// A process that merged into replaced partitions must get a conflict, even if the state is equal again.
TEST(Transform, CommitsWhatItWroteEvenWhenNothingElseChanged) {
  env::MemoryStore store;
  const auto key = lake::PartitionKey("bank", {lake::Table::exchange_rates, 2025});
  Fetch(store, Day(3), {"Date,USD,GBP\n2025-12-31,1.1,0.8\n"});
  ASSERT_TRUE(TransformAll(store));
  const auto base = ManifestOf(store);
  ASSERT_TRUE(store.Put(key, "written by another, who has not committed yet", env::Always()));
  const auto rebuilt = TransformAll(store, true);
  ASSERT_TRUE(rebuilt && rebuilt->ok());
  EXPECT_EQ(ManifestOf(store).sources.at("bank").partitions, base.sources.at("bank").partitions);
  const auto other = lake::Commit(store, base, {{"bank", base.sources.at("bank")}});
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().kind(), ErrorKind::conflict);
}

}  // namespace
}  // namespace fxlake::transform
