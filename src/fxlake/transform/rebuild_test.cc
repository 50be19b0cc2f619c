// SPDX-License-Identifier: Apache-2.0
// A rebuild reads what earlier source files fetched with the current one, and loses nothing silently.
#include <gtest/gtest.h>

#include "fxlake/env/memory_store.h"
#include "fxlake/lake/raw_zone.h"
#include "fxlake/transform/transform.h"

namespace fxlake::transform {
namespace {

constexpr auto kHead = R"(name = "bank"
title = "A bank"
home_currency = "EUR"
first_day = 1999-01-04
)";
constexpr auto kEndpoint = R"([[endpoint]]
name = "all"
url = "https://bank.example/rates.csv"
)";
constexpr auto kWide = R"(format = "csv"
rows = "*/{quote}"
date = "../Date"
base = { value = "EUR" }
rate = "."
)";
constexpr auto kJson = R"([read.new]
format = "json"
rows = "rates/*"
date = "day"
base = { value = "EUR" }
quote = "code"
rate = "rate"
)";

constexpr auto kNoPounds = R"(skip = [{ path = ".", is = ["0.8", "0.9"] }]
)";

std::string Plain(const std::string& reader, const std::string& more = "") {
  return std::string(kHead) + kEndpoint + "reader = \"" + reader + "\"\n[read." + reader + "]\n" + kWide +
         more;
}

void Fetch(env::ObjectStore& store, int day, const std::string& body) {
  std::vector<lake::FetchedBody> fetched;
  fetched.push_back({{"answer", "GET", "https://bank.example/rates.csv", "text/csv", {}}, body, "csv"});
  ASSERT_TRUE(lake::RawZone(store).Keep("bank", Instant::StartOf(*Date::FromCivil(2026, 1, day)), false,
                                        std::move(fetched)));
}

Result<SourceOutcome> TransformBy(
    env::ObjectStore& store, const std::string& file, bool rebuild, bool force = false,
    std::function<Result<std::set<std::string>>(const std::string&)> known = {}) {
  const sources::BuiltInFile files[] = {{"bank.toml", file}};
  ASSIGN_OR_RETURN(const auto catalog, sources::Catalog::Open(files, std::nullopt));
  TransformOptions options{.rebuild = rebuild, .force = force, .threads = 2};
  options.known_records = std::move(known);
  ASSIGN_OR_RETURN(const auto report, Transform({store, store}, catalog, options));
  return report.sources.front();
}

std::uint64_t CommittedRates(env::ObjectStore& store) {
  std::uint64_t rates = 0;
  const auto manifest = lake::ReadManifest(store);
  for (const auto& [id, info] : manifest->sources.at("bank").partitions)
    rates += id.table == lake::Table::exchange_rates ? info.rows : 0;
  return rates;
}

struct Lake {
  env::MemoryStore store;
  Lake() {
    Fetch(store, 3, "Date,USD,GBP\n2025-12-31,1.1,0.8\n2026-01-02,1.2,N/A\n");
    Fetch(store, 4, "Date,USD,GBP\n2025-12-31,1.15,0.8\n2026-01-02,1.2,0.9\n");
    EXPECT_TRUE(TransformBy(store, Plain("answer"), false)->ok());
  }
};

TEST(Rebuild, ARenamedReaderReadsWhatItRead) {
  Lake lake;
  const auto rebuilt = TransformBy(lake.store, Plain("rows"), true);
  ASSERT_TRUE(rebuilt && rebuilt->ok()) << rebuilt->failure->message();
  EXPECT_EQ(CommittedRates(lake.store), 4U);
  EXPECT_EQ(rebuilt->partitions_written, 0U);
}

// The feed became JSON: the old reader is kept beside the new one, and what was not read in between is
// recovered.
TEST(Rebuild, LayoutsReadOldAndNewBodies) {
  Lake lake;
  Fetch(lake.store, 5, R"({"rates": [{"day": "2026-01-05", "code": "USD", "rate": "1.3"}]})");
  const auto failed = TransformBy(lake.store, Plain("answer"), false);
  ASSERT_TRUE(failed);
  EXPECT_EQ(failed->unreadable_bodies.size(), 1U);
  const auto mended =
      std::string(kHead) + kEndpoint + "layouts = [\"new\", \"old\"]\n" + kJson + "[read.old]\n" + kWide;
  const auto rebuilt = TransformBy(lake.store, mended, true);
  ASSERT_TRUE(rebuilt && rebuilt->ok())
      << (rebuilt->failure ? rebuilt->failure->message() : rebuilt->unreadable_bodies.front());
  EXPECT_EQ(CommittedRates(lake.store), 5U);
}

TEST(Rebuild, OneThatWouldLoseRatesIsRejectedAndCanBeForced) {
  Lake lake;
  const auto without_pounds = Plain("answer", kNoPounds);
  const auto before = lake.store.Get(lake::ManifestKey())->bytes;
  const auto rejected = TransformBy(lake.store, without_pounds, true);
  ASSERT_TRUE(rejected);
  ASSERT_TRUE(rejected->failure);
  EXPECT_EQ(rejected->failure->message(),
            "transforming bank: a rebuild of bank would lose 2 rates of 2 days from 2025-12-31 to "
            "2026-01-02: EUR/GBP 2; nothing was committed. \"fxlake source show bank\" shows the current "
            "source file; to continue without them: \"fxlake rebuild --source bank --force\"");
  EXPECT_EQ(lake.store.Get(lake::ManifestKey())->bytes, before);
  EXPECT_EQ(CommittedRates(lake.store), 4U);
  const auto forced = TransformBy(lake.store, without_pounds, true, true);
  ASSERT_TRUE(forced && forced->ok());
  EXPECT_EQ(forced->loss.rates, 2U);
  EXPECT_EQ(CommittedRates(lake.store), 2U);
}

// A transform that becomes a rebuild is equally careful.
TEST(Rebuild, ALateFetchDoesNotCostRates) {
  Lake lake;
  Fetch(lake.store, 2, "Date,USD\n2025-12-30,1.05\n");
  const auto rejected = TransformBy(lake.store, Plain("answer", kNoPounds), false);
  ASSERT_TRUE(rejected && rejected->failure);
  EXPECT_EQ(CommittedRates(lake.store), 4U);
  const auto whole = TransformBy(lake.store, Plain("answer"), false);
  ASSERT_TRUE(whole && whole->ok());
  EXPECT_EQ(CommittedRates(lake.store), 5U);
}

TEST(Rebuild, OneWithAMissingRecordIsRejected) {
  Lake lake;
  const auto records = *lake::RawZone(lake.store).Records("bank", {});
  ASSERT_TRUE(lake.store.Delete(records.front()));
  const auto rejected = TransformBy(lake.store, Plain("answer"), true);
  ASSERT_TRUE(rejected && rejected->failure);
  EXPECT_EQ(rejected->failure->kind(), ErrorKind::corrupt);
  EXPECT_NE(rejected->failure->message().find(records.front()), std::string::npos);
  const auto forced = TransformBy(lake.store, Plain("answer"), true, true);
  ASSERT_TRUE(forced && forced->ok());
  EXPECT_EQ(forced->loss.missing_records, std::vector{records.front()});
  EXPECT_EQ(forced->written.back().key, records.front()) << "the journal learns that it is given up";
  EXPECT_TRUE(TransformBy(lake.store, Plain("answer"), true)->ok());
  const auto by_journal = TransformBy(lake.store, Plain("answer"), true, false,
                                      [&](const std::string&) { return std::set{records.front()}; });
  EXPECT_TRUE(by_journal && by_journal->failure);
}

TEST(Rebuild, WithoutADamagedBodyOnlyByForce) {
  Lake lake;
  const auto raw = lake.store.List("raw/");
  for (const auto& object : *raw) {
    if (!object.key.contains("20260104") || !object.key.ends_with(".csv")) continue;
    ASSERT_TRUE(lake.store.Delete(object.key));
  }
  const auto rejected = TransformBy(lake.store, Plain("answer"), true);
  ASSERT_TRUE(rejected && rejected->failure);
  const auto forced = TransformBy(lake.store, Plain("answer"), true, true);
  ASSERT_TRUE(forced && !forced->failure);
  EXPECT_EQ(forced->unreadable_bodies.size(), 1U);
  EXPECT_EQ(CommittedRates(lake.store), 3U);
}

// Without a manifest the partition files show what existed.
TEST(Rebuild, ALostManifestDoesNotCostRates) {
  Lake lake;
  ASSERT_TRUE(lake.store.Delete(lake::ManifestKey()));
  const auto rejected = TransformBy(lake.store, Plain("answer", kNoPounds), true);
  ASSERT_TRUE(rejected && rejected->failure);
  EXPECT_NE(rejected->failure->message().find("EUR/GBP 2"), std::string::npos)
      << rejected->failure->message();
  EXPECT_FALSE(lake::ReadManifest(lake.store)) << "nothing is committed";
  ASSERT_TRUE(TransformBy(lake.store, Plain("answer"), true)->ok());
  EXPECT_EQ(CommittedRates(lake.store), 4U);
}

// A damaged partition is rebuilt from the raw zone; the manifest shows that it had more rows.
TEST(Rebuild, ADamagedPartitionIsMadeAnew) {
  Lake lake;
  const auto key = lake::PartitionKey("bank", {lake::Table::exchange_rates, 2026});
  const auto whole = lake.store.Get(key)->bytes;
  ASSERT_TRUE(lake.store.Put(key, "broken", env::Always()));
  const auto rejected = TransformBy(lake.store, Plain("answer", kNoPounds), true);
  ASSERT_TRUE(rejected && rejected->failure);
  EXPECT_NE(rejected->failure->message().find("its partition is damaged"), std::string::npos)
      << rejected->failure->message();
  ASSERT_TRUE(TransformBy(lake.store, Plain("answer"), true)->ok());
  EXPECT_EQ(lake.store.Get(key)->bytes, whole);
}

}  // namespace
}  // namespace fxlake::transform
