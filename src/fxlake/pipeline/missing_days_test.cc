// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/missing_days.h"

#include <gtest/gtest.h>

#include "fxlake/env/memory_store.h"
#include "fxlake/lake/raw_zone.h"
#include "fxlake/transform/transform.h"

namespace fxlake::pipeline {
namespace {

constexpr std::string_view kBank = R"(name = "bank"
title = "A bank"
home_currency = "EUR"
first_day = 2026-01-01
calendar = "weekdays"
publication_hour_utc = 15
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

// The missing days of a lake that has rates on those days of January 2026, at that hour of that day.
std::string Missing(std::initializer_list<int> days, int today, int hour) {
  const sources::BuiltInFile files[] = {{"bank.toml", kBank}};
  const auto catalog = *sources::Catalog::Open(files, std::nullopt);
  env::MemoryStore store;
  std::string body = "Date,USD\n";
  for (const int day : days) body += Date::FromCivil(2026, 1, day)->ToString() + ",1.17\n";
  const auto now = Instant::StartOf(*Date::FromCivil(2026, 1, today)) + Instant::kPerSecond * 3600 * hour;
  if (days.size() > 0) {
    lake::FetchedBody fetched{
        {"wide", "GET", "https://bank.example/rates.csv", "text/csv", {}}, std::move(body), "csv"};
    EXPECT_TRUE(lake::RawZone(store).Keep("bank", now, false, {std::move(fetched)}));
    EXPECT_TRUE(transform::Transform({store, store}, catalog, {}));
  }
  const auto missing = MissingDays(store, *lake::ReadManifest(store), **catalog.Find("bank"), now);
  if (!missing) return missing.error().message();
  std::string text;
  for (const auto day : *missing) text += (text.empty() ? "" : " ") + std::to_string(day.day());
  return text;
}

// 2026-01-05 is a Monday.
TEST(MissingDays, ByTheCalendarAndTheHour) {
  EXPECT_EQ(Missing({5, 6, 7, 8, 9}, 9, 16), "");
  EXPECT_EQ(Missing({5, 7, 9}, 9, 16), "6 8");
  EXPECT_EQ(Missing({5, 6, 7, 8}, 9, 14), "") << "it is not out yet";
  EXPECT_EQ(Missing({5, 6, 7, 8}, 9, 15), "9");
  EXPECT_EQ(Missing({8, 9}, 11, 12), "") << "a weekend";
  EXPECT_EQ(Missing({9}, 14, 3), "12 13") << "what was before the first day is not missing";
  EXPECT_EQ(Missing({}, 14, 3), "");
}

}  // namespace
}  // namespace fxlake::pipeline
