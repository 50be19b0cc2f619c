// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/api/rate_stream.h"

#include <gtest/gtest.h>

#include <random>

#include "fxlake/rates/quoted_rate.h"

namespace fxlake::server {
namespace {

using rates::CurrencyCode;
using rates::Pair;

constexpr Date kFirst = Date::Of(2005, 6, 1);
constexpr int kDays = 60;

std::shared_ptr<const RateHistory> RandomHistory(std::mt19937& random) {
  auto history = std::make_shared<RateHistory>("some");
  lake::RateRows partition{.origins = {{Instant(), "raw/a"}, {Instant::StartOf(kFirst), "raw/b"}},
                           .rows = {}};
  for (const auto pair : {Pair::Of("EUR", "USD"), Pair::Of("EUR", "JPY"), Pair::Of("GBP", "EUR"),
                          Pair::Of("USD", "BRL"), Pair::Of("EUR", "ROL"), Pair::Of("EUR", "RON")}) {
    const int every = 1 + static_cast<int>(random() % 4);
    for (int i = static_cast<int>(random() % 3); i < kDays; i += every) {
      partition.rows.push_back(
          {.day = kFirst.days() + i,
           .base = pair.base().packed(),
           .target = pair.target().packed(),
           .origin = static_cast<std::uint32_t>(random() % 2),
           .rate = 1 + static_cast<std::int64_t>(random()) * (random() % 5 == 0 ? 100'000 : 10)});
    }
  }
  history->Add(partition, lake::Table::exchange_rates);
  history->Finish();
  return history;
}

// The rows as rates::Quote gives them.
Json Expected(const RatesRequest& requested, const std::vector<CurrencyCode>& targets,
              const RateHistory& history) {
  Json rows = Json::EmptyArray();
  for (const auto day : requested.days) {
    for (const auto target : targets) {
      auto route = requested.route;
      route.date = day;
      route.to = target;
      const auto quote = rates::Quote(history, route);
      if (!quote) continue;
      Json legs = Json::EmptyArray();
      for (const auto& leg : quote->legs) legs.Append(LegToJson(leg, history));
      rows.Append(JsonObject({{"date", day.ToString()},
                              {"target", target.ToString()},
                              {"rate", quote->rate.ToString()},
                              {"rate_date", quote->day.ToString()},
                              {"derivation", quote->derivation},
                              {"legs", std::move(legs)}}));
    }
  }
  return rows;
}

TEST(RateStream, FastPathAgreesWithTheSearch) {
  std::mt19937 random(20260414);
  for (int round = 0; round < 40; ++round) {
    const auto history = RandomHistory(random);
    const auto codes = history->Currencies(kFirst, kFirst + kDays);
    RatesRequest requested;
    requested.route = {.from = codes[random() % codes.size()],
                       .to = {},
                       .date = {},
                       .look_up = {.look_up = static_cast<rates::LookUp>(random() % 3),
                                   .reach = static_cast<int>(random() % 6)},
                       .pivots = {CurrencyCode::Of("EUR"), CurrencyCode::Of("USD")},
                       .days_may_differ = random() % 2 == 0};
    for (int i = -3; i < kDays + 3; ++i) requested.days.push_back(kFirst + i);
    requested.targets = codes;
    const auto expected = Expected(requested, codes, *history);
    std::string body;
    const auto stream = MakeRateStream(requested, {.history = history, .pivots = {}, .as_of = {}}, 1);
    while (stream->Next(body)) continue;
    const auto json = Json::Parse(body);
    ASSERT_TRUE(json) << body;
    ASSERT_EQ(json->Find("rates")->Dump(), expected.Dump());
    EXPECT_FALSE(expected.array().empty());
  }
}

}  // namespace
}  // namespace fxlake::server
