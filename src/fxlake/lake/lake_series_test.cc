// SPDX-License-Identifier: Apache-2.0
#include "fxlake/lake/lake_series.h"

#include <gtest/gtest.h>

#include "fxlake/base/sha256.h"
#include "fxlake/env/faulty_store.h"
#include "fxlake/env/memory_store.h"

namespace fxlake::lake {
namespace {

using rates::Pair;

constexpr auto kDollar = Pair::Of("EUR", "USD");
constexpr auto kYen = Pair::Of("EUR", "JPY");

struct Row {
  Pair pair;
  Date day;
  std::string_view rate;
  std::string_view recorded;
  std::string_view superseded = "";
};

// A lake of one source, "bank".
class LakeSeriesTest : public testing::Test {
 protected:
  void Write(PartitionId id, const std::vector<Row>& rows) {
    RateRows partition;
    for (const auto& row : rows) {
      const auto recorded = *Instant::Parse(row.recorded);
      partition.origins.push_back({recorded, RawKey("bank", recorded, "0123456789abcdef", "csv")});
      partition.rows.push_back(
          {.day = row.day.days(),
           .base = row.pair.base().packed(),
           .target = row.pair.target().packed(),
           .origin = static_cast<std::uint32_t>(partition.origins.size() - 1),
           .rate = Decimal::Parse(row.rate)->units(),
           .superseded_at = row.superseded.empty() ? 0 : Instant::Parse(row.superseded)->micros()});
    }
    const auto bytes = *EncodePartition(id.table, partition);
    ASSERT_TRUE(store_.Put(PartitionKey("bank", id), bytes, env::Always()));
    manifest_.sources["bank"].partitions[id] = {.rows = rows.size(),
                                                .bytes = bytes.size(),
                                                .sha256 = Sha256Hex(bytes),
                                                .first_day = rows.front().day,
                                                .last_day = rows.back().day};
  }

  void SetUp() override {
    Write({Table::exchange_rates, 2025}, {{kDollar, Date::Of(2025, 12, 30), "1.17", "2025-12-30T15:00:00Z"}});
    Write({Table::exchange_rates, 2026}, {{kYen, Date::Of(2026, 1, 2), "184.5", "2026-01-02T15:00:00Z"},
                                          {kDollar, Date::Of(2026, 1, 2), "1.19", "2026-01-09T15:00:00Z"},
                                          {kDollar, Date::Of(2026, 1, 5), "1.2", "2026-01-09T15:00:00Z"}});
    Write({Table::exchange_rates_revisions, 2026},
          {{kDollar, Date::Of(2026, 1, 2), "1.18", "2026-01-02T15:00:00Z", "2026-01-09T15:00:00Z"}});
  }

  LakeSeries Load(Date first, Date last, std::string_view as_of = "") {
    SeriesRequest request{"bank", first, last, std::nullopt};
    if (!as_of.empty()) request.as_of = *Instant::Parse(as_of);
    auto series = LakeSeries::Load(counted_, manifest_, request);
    if (!series) throw std::runtime_error(series.error().message());
    return *std::move(series);
  }

  env::MemoryStore store_;
  env::FaultyStore counted_{store_, std::nullopt};
  Manifest manifest_;
};

std::string Text(const std::optional<rates::DatedRate>& found) {
  return found ? found->date.ToString() + " " + found->rate.ToString() : "none";
}

TEST_F(LakeSeriesTest, FindsRatesByPairAndDay) {
  const auto series = Load(Date::Of(2025, 12, 20), Date::Of(2026, 1, 5));
  const auto check = [&](Pair pair, Date day, std::string_view before, std::string_view after) {
    EXPECT_EQ(Text(series.LastOnOrBefore(pair, day)), before) << pair.ToString() << day.ToString();
    EXPECT_EQ(Text(series.FirstOnOrAfter(pair, day)), after) << pair.ToString() << day.ToString();
  };
  check(kDollar, Date::Of(2026, 1, 2), "2026-01-02 1.19", "2026-01-02 1.19");
  check(kDollar, Date::Of(2026, 1, 3), "2026-01-02 1.19", "2026-01-05 1.2");
  check(kDollar, Date::Of(2026, 1, 1), "2025-12-30 1.17", "2026-01-02 1.19");
  check(kYen, Date::Of(2026, 1, 9), "2026-01-02 184.5", "none");
  check(kDollar, Date::Of(2025, 12, 29), "none", "2025-12-30 1.17");
  check(kDollar.Inverse(), Date::Of(2026, 1, 2), "none", "none");
}

TEST_F(LakeSeriesTest, AnswersWhatWasKnownAtATime) {
  const auto check = [&](std::string_view as_of, std::string_view second, std::string_view fifth) {
    const auto series = Load(Date::Of(2026, 1, 1), Date::Of(2026, 1, 31), as_of);
    EXPECT_EQ(Text(series.FirstOnOrAfter(kDollar, Date::Of(2026, 1, 2))), second) << as_of;
    EXPECT_EQ(Text(series.FirstOnOrAfter(kDollar, Date::Of(2026, 1, 5))), fifth) << as_of;
  };
  check("2026-01-02T14:59:59Z", "none", "none");
  check("2026-01-02T15:00:00Z", "2026-01-02 1.18", "none");
  check("2026-01-09T14:59:59Z", "2026-01-02 1.18", "none");
  check("2026-01-09T15:00:00Z", "2026-01-02 1.19", "2026-01-05 1.2");
  check("", "2026-01-02 1.19", "2026-01-05 1.2");
}

TEST_F(LakeSeriesTest, ReadsOnlyThePartitionsOfTheRequestedDays) {
  const auto check = [&](Date first, Date last, std::string_view as_of, std::uint64_t reads,
                         std::size_t rates) {
    const auto before = counted_.operations();
    EXPECT_EQ(Load(first, last, as_of).size(), rates) << first.ToString();
    EXPECT_EQ(counted_.operations() - before, reads) << first.ToString();
  };
  check(Date::Of(2026, 1, 3), Date::Of(2026, 1, 4), "", 1, 3);
  check(Date::Of(2025, 12, 30), Date::Of(2026, 1, 2), "", 2, 4);
  check(Date::Of(2026, 1, 2), Date::Of(2026, 1, 2), "2026-01-05T00:00:00Z", 2, 2);
  check(Date::Of(2025, 12, 31), Date::Of(2026, 1, 1), "", 0, 0);
}

TEST_F(LakeSeriesTest, ReportsWhatItHolds) {
  const auto series = Load(Date::Of(2025, 12, 1), Date::Of(2026, 1, 31));
  EXPECT_EQ(series.Days(Date::Of(2025, 12, 31), Date::Of(2026, 1, 5)),
            (std::vector{Date::Of(2026, 1, 2), Date::Of(2026, 1, 5)}));
  using rates::CurrencyCode;
  EXPECT_EQ(series.Currencies(Date::Of(2026, 1, 1), Date::Of(2026, 1, 31)),
            (std::vector{CurrencyCode::Of("EUR"), CurrencyCode::Of("JPY"), CurrencyCode::Of("USD")}));
  EXPECT_TRUE(series.Currencies(Date::Of(2026, 1, 3), Date::Of(2026, 1, 4)).empty());
  const auto* origin = series.FindOrigin(kYen, Date::Of(2026, 1, 2));
  ASSERT_NE(origin, nullptr);
  EXPECT_EQ(origin->raw_object, "raw/source=bank/2026/01/20260102T150000.000000Z-0123456789abcdef.csv");
  EXPECT_EQ(series.FindOrigin(kYen, Date::Of(2026, 1, 3)), nullptr);
}

TEST_F(LakeSeriesTest, SaysWhichPartitionIsBroken) {
  ASSERT_TRUE(store_.Put(PartitionKey("bank", {Table::exchange_rates, 2026}), "no Parquet", env::Always()));
  const auto series = LakeSeries::Load(store_, manifest_,
                                       {"bank", Date::Of(2026, 1, 1), Date::Of(2026, 1, 31), std::nullopt});
  ASSERT_FALSE(series);
  EXPECT_EQ(series.error().kind(), ErrorKind::corrupt);
  EXPECT_NE(
      series.error().message().find("reading processed/exchange_rates/source=bank/year=2026/rates.parquet"),
      std::string::npos);
  EXPECT_EQ(LakeSeries::Load(store_, manifest_,
                             {"nobody", Date::Of(2026, 1, 1), Date::Of(2026, 1, 31), std::nullopt})
                ->size(),
            0u);
}

TEST_F(LakeSeriesTest, RejectsBytesThatTheManifestDoesNotVouchFor) {
  const auto key = PartitionKey("bank", {Table::exchange_rates, 2026});
  const auto good = store_.Get(key)->bytes;
  const SeriesRequest request{"bank", Date::Of(2026, 1, 1), Date::Of(2026, 1, 5), std::nullopt};
  const auto check = [&](const std::string& bytes) {
    ASSERT_TRUE(store_.Put(key, bytes, env::Always()));
    const auto series = LakeSeries::Load(store_, manifest_, request);
    ASSERT_FALSE(series.has_value());
    EXPECT_EQ(series.error().kind(), ErrorKind::corrupt);
    EXPECT_TRUE(series.error().message().contains(key)) << series.error().message();
    EXPECT_TRUE(series.error().message().contains("fxlake rebuild --source bank"))
        << series.error().message();
  };
  auto flipped = good;
  flipped[good.size() / 3] ^= 4;
  check(flipped);
  check(good + '\0');
  check(good.substr(0, good.size() - 1));
  check("");
  ASSERT_TRUE(store_.Delete(key));
  EXPECT_EQ(LakeSeries::Load(store_, manifest_, request).error().kind(), ErrorKind::corrupt);
  ASSERT_TRUE(store_.Put(key, good, env::Always()));
  EXPECT_TRUE(LakeSeries::Load(store_, manifest_, request).has_value());
}

}  // namespace
}  // namespace fxlake::lake
