// SPDX-License-Identifier: Apache-2.0
#include "fxlake/tables/publisher.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <iterator>
#include <thread>

#include "fxlake/env/faulty_store.h"
#include "fxlake/env/folder_store.h"
#include "fxlake/env/memory_store.h"
#include "fxlake/tables/lake_for_test.h"

namespace fxlake::tables {
namespace {

constexpr auto kRates = lake::Table::exchange_rates;
constexpr auto kRevisions = lake::Table::exchange_rates_revisions;

struct Environment {
  env::ManualClock clock{Instant::FromMicros(1'776'100'000'000'000)};
  env::SeededRandom random{7};
};

Result<std::vector<PublishedTable>> Publish(env::ObjectStore& store, Environment& environment,
                                            const std::string& run = "") {
  return Publisher({store, "/lake", environment.clock, environment.random}).Publish(run);
}

std::string Read(env::ObjectStore& store, lake::Table table) {
  const auto rows = ReadRows(store, table);
  return rows ? *rows : rows.error().message();
}

std::set<std::string> Keys(env::ObjectStore& store) {
  std::set<std::string> keys;
  const auto objects = store.List("tables/");
  for (const auto& object : *objects) keys.insert(object.key);
  return keys;
}

TEST(Publisher, PublishesWhatIsCommitted) {
  env::MemoryStore store;
  Environment environment;
  EXPECT_TRUE(Publish(store, environment)->empty());
  EXPECT_TRUE(Keys(store).empty()) << "a lake without a commit has no tables";
  ASSERT_TRUE(CommitYear(store, "ecb", 2025, {1, 2}));
  ASSERT_TRUE(CommitYear(store, "ecb", 2026, {3}));
  const auto first = Publish(store, environment, "monday");
  ASSERT_TRUE(first) << first.error().message();
  EXPECT_EQ(first->size(), 2U);
  EXPECT_EQ(Read(store, kRates), "ecb 2025: 1 2\necb 2026: 3\n");
  EXPECT_EQ(Read(store, kRevisions), "");
  const auto keys = Keys(store);
  EXPECT_TRUE(Publish(store, environment, "tuesday"));
  EXPECT_EQ(Keys(store), keys) << "without a change nothing is written";

  ASSERT_TRUE(CommitYear(store, "ecb", 2026, {3, 4}, 1));
  ASSERT_TRUE(CommitYear(store, "boc", 2026, {9}));
  ASSERT_TRUE(Publish(store, environment, "wednesday"));
  EXPECT_EQ(Read(store, kRates), "boc 2026: 9\necb 2025: 1 2\necb 2026: 3 4\n");
  EXPECT_EQ(Read(store, kRevisions), "ecb 2026: 3\n");

  const auto state = *iceberg::LoadTable(PlaceOf(store, "/lake", kRates), false);
  EXPECT_EQ(state.version, 2U);
  EXPECT_EQ(state.metadata.current()->summary.at("total-records"), "5");
  EXPECT_EQ(state.metadata.current()->summary.at("operation"), "overwrite");
  EXPECT_EQ(state.metadata.current()->summary.at(kManifestVersionKey), "4");
  ASSERT_TRUE(state.metadata.refs.contains("monday"));
  EXPECT_FALSE(state.metadata.refs.contains("tuesday"));
  const auto* monday = state.metadata.Find(state.metadata.refs.at("monday").snapshot_id);
  EXPECT_EQ(*ReadRows(store, kRates, monday), "ecb 2025: 1 2\necb 2026: 3\n") << "as it was before";
}

TEST(Publisher, RewritesTheManifestOfTheSourceThatChangedOnly) {
  env::MemoryStore store;
  Environment environment;
  for (const auto* source : {"a", "b", "c"}) ASSERT_TRUE(CommitYear(store, source, 2026, {1}));
  ASSERT_TRUE(Publish(store, environment));
  const auto before = Keys(store);
  ASSERT_TRUE(CommitYear(store, "b", 2026, {1, 2}));
  ASSERT_TRUE(Publish(store, environment));
  std::set<std::string> added;
  std::ranges::set_difference(Keys(store), before, std::inserter(added, added.end()));
  std::string kinds;
  for (const auto& key : added) kinds += key.substr(0, key.find_first_of("=-", 30)) + "\n";
  EXPECT_EQ(added.size(), 4U) << "a data file, a manifest, their list, and metadata:\n" << kinds;
}

// What comes of a source is as if it had been published at once.
TEST(Publisher, VanishedSourcesAndYearsVanish) {
  env::MemoryStore store;
  Environment environment;
  ASSERT_TRUE(CommitYear(store, "a", 2025, {1}));
  ASSERT_TRUE(CommitYear(store, "a", 2026, {2}));
  ASSERT_TRUE(CommitYear(store, "b", 2026, {3}));
  ASSERT_TRUE(Publish(store, environment));
  auto manifest = *lake::ReadManifest(store);
  auto a = manifest.sources.at("a"), b = manifest.sources.at("b");
  a.partitions.erase({kRates, 2025});
  b.partitions.clear();
  ASSERT_TRUE(lake::Commit(store, manifest, {{"a", a}, {"b", b}}));
  ASSERT_TRUE(Publish(store, environment));
  EXPECT_EQ(Read(store, kRates), "a 2026: 2\n");
  ASSERT_TRUE(CommitYear(store, "b", 2026, {3}));
  ASSERT_TRUE(Publish(store, environment));
  EXPECT_EQ(Read(store, kRates), "a 2026: 2\nb 2026: 3\n");
}

// Before the commit, after it, and nothing else; and the next publisher catches up.
TEST(Publisher, IsKilledAnywhere) {
  std::uint64_t at = 0;
  for (bool reached = true; reached; ++at) {
    for (const bool all_after : {true, false}) {
      SCOPED_TRACE(at);
      env::MemoryStore store;
      Environment environment;
      ASSERT_TRUE(CommitYear(store, "ecb", 2026, {1}, 0));
      ASSERT_TRUE(Publish(store, environment));
      ASSERT_TRUE(CommitYear(store, "ecb", 2026, {5, 6}, 1));
      env::FaultyStore faulty(store, env::FaultyStore::Fault{.at = at, .all_after = all_after});
      const auto published = Publish(faulty, environment, "run");
      reached = faulty.operations() > at;
      EXPECT_EQ(published.has_value(), !reached);
      const auto rates = Read(store, kRates), revisions = Read(store, kRevisions);
      EXPECT_TRUE(rates == "ecb 2026: 1\n" || rates == "ecb 2026: 5 6\n") << rates;
      EXPECT_TRUE(revisions == "" || revisions == "ecb 2026: 5\n") << revisions;
      // Whoever sees the new rate sees what it superseded.
      EXPECT_TRUE(rates == "ecb 2026: 1\n" || revisions == "ecb 2026: 5\n");
      const auto again = Publish(store, environment);
      ASSERT_TRUE(again) << again.error().message();
      EXPECT_EQ(Read(store, kRates), "ecb 2026: 5 6\n");
      EXPECT_EQ(Read(store, kRevisions), "ecb 2026: 5\n");
    }
  }
  EXPECT_GT(at, 10U);
}

// The first publish of a lake, too.
TEST(Publisher, IsKilledAtItsFirst) {
  for (std::uint64_t at = 0; at < 12; ++at) {
    env::MemoryStore store;
    Environment environment;
    ASSERT_TRUE(CommitYear(store, "ecb", 2026, {1}, 1));
    env::FaultyStore faulty(store, env::FaultyStore::Fault{.at = at, .all_after = true});
    (void)Publish(faulty, environment);
    const auto rates = Read(store, kRates);
    EXPECT_TRUE(rates == "no table" || rates == "ecb 2026: 1\n") << rates;
    ASSERT_TRUE(Publish(store, environment)) << at;
    EXPECT_EQ(Read(store, kRates), "ecb 2026: 1\n");
    EXPECT_EQ(Read(store, kRevisions), "ecb 2026: 1\n");
  }
}

// Two that commit sources of their own, at the same time: nobody's rows are lost.
void Race(env::ObjectStore& store) {
  constexpr int kRounds = 50;
  const auto work = [&](const std::string& source, std::uint64_t seed) {
    env::SystemClock clock;
    env::SeededRandom random(seed);
    Publisher publisher({store, "/lake", clock, random});
    for (int round = 1; round <= kRounds; ++round) {
      const auto committed = CommitYear(store, source, 2026, std::vector<std::int64_t>(1, round));
      ASSERT_TRUE(committed) << committed.error().message();
      publisher.Note(*committed, {});
      const auto published = publisher.Publish(fmt::format("{}-{}", source, round));
      ASSERT_TRUE(published) << published.error().message();
      const auto rows = ReadRows(store, kRates);
      ASSERT_TRUE(rows) << rows.error().message();
    }
  };
  std::jthread other([&] { work("b", 1); });
  work("a", 2);
  other.join();
  EXPECT_EQ(Read(store, kRates), fmt::format("a 2026: {0}\nb 2026: {0}\n", kRounds));
  // Every version is there, each on top of the one before.
  const auto state = *iceberg::LoadTable(PlaceOf(store, "/lake", kRates), true);
  EXPECT_EQ(state.hint, state.version);
  std::optional<std::int64_t> parent;
  for (const auto& snapshot : state.metadata.snapshots) {
    EXPECT_EQ(snapshot.parent_id, parent);
    parent = snapshot.id;
  }
}

TEST(Publisher, RacesInMemory) {
  env::MemoryStore store;
  Race(store);
}

TEST(Publisher, RacesOnAFolder) {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("fxlake-tables-{}", getpid());
  env::FolderStore store(folder);
  Race(store);
  std::filesystem::remove_all(folder);
}

// Both years of a commit have one value: a reader that finds two has a mix of commits.
bool IsMix(const std::string& rows) {
  std::set<std::string> values;
  for (std::size_t at = 0; (at = rows.find(": ", at)) != std::string::npos; ++at)
    values.insert(rows.substr(at, rows.find('\n', at) - at));
  return values.size() > 1;
}

Result<lake::Manifest> CommitBothYears(env::ObjectStore& store, std::int64_t value) {
  auto committed = CommitYear(store, "ecb", 2025, {value});
  if (committed) committed = CommitYear(store, "ecb", 2026, {value});
  return committed;
}

TEST(Publisher, AReaderNeverSeesAMix) {
  constexpr std::int64_t kCommits = 200;
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("fxlake-mix-{}", getpid());
  env::FolderStore store(folder);
  Environment environment;
  ASSERT_TRUE(CommitBothYears(store, 1));
  ASSERT_TRUE(Publish(store, environment));
  std::atomic<int> reads = 0;
  {
    std::jthread reader([&](const std::stop_token& stop) {
      while (!stop.stop_requested()) {
        const auto rows = ReadRows(store, kRates);
        ASSERT_TRUE(rows) << rows.error().message();
        ASSERT_FALSE(IsMix(*rows)) << *rows;
        ++reads;
      }
    });
    for (std::int64_t value = 2; value <= kCommits; ++value) {
      ASSERT_TRUE(CommitBothYears(store, value));
      ASSERT_TRUE(Publish(store, environment));
    }
  }
  EXPECT_GT(reads, 20);
  // Why: who reads the files by a glob finds them as they are between two writes.
  ASSERT_TRUE(CommitYear(store, "ecb", 2025, {kCommits + 1}));
  std::string plain;
  for (const int year : {2025, 2026}) {
    const auto object = store.Get(lake::PartitionKey("ecb", {kRates, year}));
    const auto reader = parquet::Reader::Open(object->bytes);
    plain += fmt::format("{}: {}\n", year, reader->ReadRowGroup(0)->int64s(2).front());
  }
  EXPECT_TRUE(IsMix(plain)) << plain;
  EXPECT_FALSE(IsMix(*ReadRows(store, kRates)));
  std::filesystem::remove_all(folder);
}

TEST(Publisher, CopiedLakesArePublishedAnew) {
  env::MemoryStore store;
  Environment environment;
  ASSERT_TRUE(CommitYear(store, "ecb", 2026, {1}));
  ASSERT_TRUE(Publish(store, environment));
  ASSERT_TRUE(CommitYear(store, "ecb", 2026, {1, 2}));
  Publisher moved({store, "/copy", environment.clock, environment.random});
  const auto refused = moved.Publish("");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind(), ErrorKind::invalid_input);
  ASSERT_TRUE(moved.Republish());
  const auto state = *iceberg::LoadTable(PlaceOf(store, "/copy", kRates), false);
  EXPECT_EQ(state.metadata.location, "/copy/tables/exchange_rates");
  EXPECT_EQ(state.metadata.snapshots.size(), 1U);
  EXPECT_EQ(state.version, 2U);
  EXPECT_TRUE(moved.Publish(""));
}

// A hint is only that: what it says wrong is found and mended.
TEST(Publisher, HintsAreMended) {
  for (const auto* wrong : {"", "x", "1", "7"}) {
    SCOPED_TRACE(wrong);
    env::MemoryStore store;
    Environment environment;
    for (const std::int64_t rate : {1, 2, 3}) {
      ASSERT_TRUE(CommitYear(store, "ecb", 2026, {rate}, static_cast<std::size_t>(rate)));
      ASSERT_TRUE(Publish(store, environment));
    }
    for (const auto table : kTables)
      ASSERT_TRUE(store.Put(PlaceOf(store, "/lake", table).HintKey(), wrong, env::Always()));
    ASSERT_TRUE(Publisher({store, "/lake", environment.clock, environment.random}).Publish("", true));
    for (const auto table : kTables) {
      const auto state = *iceberg::LoadTable(PlaceOf(store, "/lake", table), true);
      EXPECT_EQ(state.version, 3U);
      EXPECT_EQ(state.hint, 3U);
    }
    EXPECT_EQ(Read(store, kRates), "ecb 2026: 3\n");
  }
}

TEST(Publisher, OldNotesDoNotUndoNewCommits) {
  env::MemoryStore store;
  Environment environment;
  Publisher late({store, "/lake", environment.clock, environment.random});
  late.Note(*CommitYear(store, "ecb", 2026, {1}), {});
  ASSERT_TRUE(CommitYear(store, "ecb", 2026, {1, 2}));
  ASSERT_TRUE(Publish(store, environment));
  ASSERT_TRUE(late.Publish(""));
  EXPECT_EQ(Read(store, kRates), "ecb 2026: 1 2\n");
}

}  // namespace
}  // namespace fxlake::tables
