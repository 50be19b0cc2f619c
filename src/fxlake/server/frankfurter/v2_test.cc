// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/frankfurter/v2.h"

#include <gtest/gtest.h>

// Blended rates of several providers. tests/api/v2.http has further cases; expected values were computed
// independently with fractions.
namespace fxlake::server {
namespace {

using rates::CurrencyCode;
using rates::Pair;

struct Row {
  Pair pair;
  Date day;
  std::string_view rate;
};

Provider MakeProvider(const std::string& key, CurrencyCode home, const std::vector<Row>& rows) {
  auto history = std::make_shared<RateHistory>(key);
  lake::RateRows partition;
  partition.origins.push_back({Instant::StartOf(Date::Of(2026, 4, 14)), "raw/source=x/2026/04/x.csv"});
  for (const auto& row : rows) {
    partition.rows.push_back({.day = row.day.days(),
                              .base = row.pair.base().packed(),
                              .target = row.pair.target().packed(),
                              .rate = Decimal::Parse(row.rate)->units()});
  }
  history->Add(partition, lake::Table::exchange_rates);
  history->Finish();
  return {
      .key = key, .name = key, .website = {}, .home = home, .sources = {key}, .history = std::move(history)};
}

constexpr Date kFriday = Date::Of(2026, 4, 3), kFresh = Date::Of(2026, 4, 10), kToday = Date::Of(2026, 4, 11);

std::vector<Provider> TwoBanks() {
  return {MakeProvider("BOC", CurrencyCode::Of("CAD"),
                       {{Pair::Of("USD", "CAD"), kFriday, "1.3650"},
                        {Pair::Of("USD", "CAD"), kFresh, "1.3650"},
                        {Pair::Of("EUR", "CAD"), kFresh, "1.6010"},
                        {Pair::Of("JPY", "CAD"), kFriday, "0.0091"}}),
          MakeProvider("ECB", CurrencyCode::Of("EUR"),
                       {{Pair::Of("EUR", "USD"), kFresh, "1.1711"},
                        {Pair::Of("EUR", "JPY"), kFresh, "186.43"},
                        {Pair::Of("EUR", "CAD"), kFresh, "1.6187"},
                        {Pair::Of("EUR", "USD"), kFriday, "1.1500"}})};
}

// Dollars, each with another price of one franc.
std::vector<Provider> Panel(const std::vector<std::string_view>& prices) {
  std::vector<Provider> panel;
  for (std::size_t i = 0; i < prices.size(); ++i) {
    panel.push_back(MakeProvider(std::string("P") + std::to_string(i), CurrencyCode::Of("USD"),
                                 {{Pair::Of("USD", "CHF"), kFresh, prices[i]}}));
  }
  return panel;
}

std::string Respond(std::vector<Provider> providers, std::string_view target) {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->providers = std::move(providers);
  Request request{.target = target};
  EXPECT_TRUE(ReadTarget(request));
  auto response =
      AnswerV2(request, std::string_view(request.path).substr(4), {snapshot, Instant::StartOf(kToday)});
  while (response.stream && response.stream->Next(response.body)) {
  }
  return response.body;
}

TEST(V2Test, BlendsOverTheDollar) {
  const auto check = [](std::string_view target, std::string_view expected) {
    EXPECT_EQ(Respond(TwoBanks(), target), expected) << target;
  };
  check("/v2/rates.csv?quotes=CAD,USD",
        "date,base,quote,rate\n2026-04-10,EUR,CAD,1.6099\n2026-04-10,EUR,USD,1.172\n");
  check("/v2/rates.csv?base=USD&quotes=EUR,CAD,USD",
        "date,base,quote,rate\n2026-04-10,USD,CAD,1.3736\n2026-04-10,USD,EUR,0.85325\n2026-04-10,USD,USD,1."
        "0\n");
  // Seven days old: the Canadian yen has the weight exp(-2) relative to the European one.
  check("/v2/rates.csv?base=USD&quotes=JPY&expand=providers",
        "date,base,quote,rate,providers\n2026-04-10,USD,JPY,158.1,BOC:150.0|ECB:159.19\n");
  check("/v2/rates.csv?quotes=USD&providers=ECB", "date,base,quote,rate\n2026-04-10,EUR,USD,1.1711\n");
  check("/v2/rates.csv?base=USD&quotes=CAD&providers=BOC",
        "date,base,quote,rate\n2026-04-10,USD,CAD,1.365\n");
  check("/v2/rates.csv?base=CAD&quotes=USD&providers=BOC",
        "date,base,quote,rate\n2026-04-10,CAD,USD,0.7326\n");
  check("/v2/rates.csv?base=AED&quotes=USD&providers=BOC,ECB", "");
  check("/v2/rates.csv?base=AED&quotes=USD,SAR",
        "date,base,quote,rate\n2026-04-10,AED,SAR,1.0211\n2026-04-10,AED,USD,0.27229\n");
}

TEST(V2Test, LeavesOutOutliersOfFourOrMore) {
  const auto check = [](const std::vector<std::string_view>& prices, std::string_view expected) {
    EXPECT_EQ(Respond(Panel(prices), "/v2/rates.csv?base=USD&quotes=CHF&expand=providers"),
              "date,base,quote,rate,providers\n2026-04-10,USD,CHF," + std::string(expected) + "\n");
  };
  check({"0.79", "0.79", "0.95"}, "0.84333,P0:0.79|P1:0.79|P2:0.95");
  check({"0.79", "0.79", "0.79", "0.95"}, "0.79,P0:0.79|P1:0.79|P2:0.79|P3:0.95*");
  check({"0.79", "0.79", "0.79", "0.82"}, "0.7975,P0:0.79|P1:0.79|P2:0.79|P3:0.82");
  check({"0.70", "0.78", "0.80", "0.95"}, "0.8075,P0:0.7|P1:0.78|P2:0.8|P3:0.95");
}

TEST(V2Test, APegOverridesWhatProvidersSay) {
  const auto banks = [] {
    return std::vector<Provider>{
        MakeProvider("A", CurrencyCode::Of("USD"),
                     {{Pair::Of("USD", "SAR"), kFresh, "3.76"}, {Pair::Of("USD", "EUR"), kFresh, "0.85"}}),
        MakeProvider("B", CurrencyCode::Of("USD"), {{Pair::Of("USD", "SAR"), kFresh, "3.74"}})};
  };
  EXPECT_EQ(Respond(banks(), "/v2/rates.csv?base=USD&quotes=SAR&expand=providers"),
            "date,base,quote,rate,providers\n2026-04-10,USD,SAR,3.75,A:3.76*|B:3.74*\n");
  EXPECT_EQ(Respond(banks(), "/v2/rates.csv?base=USD&quotes=SAR&providers=a,b"),
            "date,base,quote,rate\n2026-04-10,USD,SAR,3.75\n");
  EXPECT_EQ(Respond(banks(), "/v2/rates.csv?base=USD&quotes=SAR&providers=a"),
            "date,base,quote,rate\n2026-04-10,USD,SAR,3.76\n");
}

}  // namespace
}  // namespace fxlake::server
