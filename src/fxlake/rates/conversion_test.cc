// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/conversion.h"

#include <gtest/gtest.h>

#include "fxlake/rates/observation_series.h"

namespace fxlake::rates {
namespace {

// Published rates of the ECB, and two of the Bank of Russia.
ObservationSeries Series() {
  ObservationBatch batch;
  const auto add = [&](const char* date, const char* pair, const char* rate) {
    batch.Append({*Date::Parse(date), *Pair::Parse(pair), *Decimal::Parse(rate)});
  };
  add("2004-12-31", "EUR/USD", "1.3621");
  add("2004-12-31", "EUR/TRL", "1836200");
  add("2005-01-03", "EUR/USD", "1.3507");
  add("2005-01-03", "EUR/TRY", "1.8233");
  add("2010-01-04", "EUR/USD", "1.4389");
  add("2025-12-31", "EUR/USD", "1.175");
  add("2025-12-31", "EUR/BGN", "1.9558");
  add("2026-04-02", "EUR/USD", "1.1525");
  add("2026-04-02", "EUR/JPY", "183.99");
  add("2026-04-02", "EUR/KWD", "0.35");
  add("2026-04-01", "EUR/CHF", "0.9215");
  add("2026-04-02", "USD/RUB", "80.25");
  add("2026-04-02", "XAU/RUB", "12000.5");
  add("2026-04-02", "EUR/BRL", "0");
  return ObservationSeries(batch);
}

ConversionRequest Request(const char* amount, const char* from, const char* to, const char* date) {
  return {
      .amount = *Rational::Parse(amount),
      .route = {
          .from = *CurrencyCode::Parse(from), .to = *CurrencyCode::Parse(to), .date = *Date::Parse(date)}};
}

std::string Explained(const Result<Conversion>& conversion) {
  if (!conversion) return conversion.error().message();
  std::string text = conversion->ToString();
  for (const auto& step : conversion->steps) text += "\n" + step.leg.ToString();
  return text;
}

void Check(const ConversionRequest& request, std::string_view expected) {
  EXPECT_EQ(Explained(Convert(Series(), request)), expected);
}

// Amounts with fixed rates only: Regulation (EC) 1103/97.
TEST(Conversion, FollowsTheRegulation) {
  const auto check = [](const char* amount, const char* from, const char* to, const char* expected) {
    const auto conversion = Convert(Series(), Request(amount, from, to, "2026-04-02"));
    ASSERT_TRUE(conversion) << conversion.error().message();
    EXPECT_EQ(conversion->ToString(), expected) << amount << " " << from << " " << to;
    EXPECT_FALSE(conversion->DayUsed());
  };
  check("1000000000", "ITL", "EUR", "516456.90");
  check("1", "EUR", "ITL", "1936");
  check("100", "EUR", "DEM", "195.58");
  check("100", "DEM", "EUR", "51.13");
  check("0.01", "EUR", "IEP", "0.01");
  check("100", "DEM", "FRF", "335.38");  // 51.129 euros, where an exact 51.1292 would give 335.39
  check("1", "DEM", "ITL", "989");       // 0.511 euros, where an exact 0.51129 would give 990
  check("1000", "BEF", "LUF", "1000");   // 24.789 euros: 999.986
  check("7.53450", "HRK", "EUR", "1.00");
  check("-0.0097792", "BGN", "EUR", "-0.01");  // half up refers to absolute amounts: away from zero
  check("1", "XEU", "EUR", "1.00");
  check("1000", "BGL", "EUR", "0.51");    // through the lev
  check("10000", "BGL", "BGN", "10.00");  // and not through the euro
  check("1000000000000000000000000", "ITL", "EUR", "516456899089486486905.24");
}

TEST(Conversion, RoundsTheEuroInPassingAsRequested) {
  auto request = Request("100", "DEM", "FRF", "2026-04-02");
  Check(request,
        "335.38\nDEM to EUR: divided by 1.95583, fixed since 1999-01-01\nEUR to FRF: multiplied by 6.55957, "
        "fixed since 1999-01-01");
  request.euro_decimals = 10;
  EXPECT_EQ(Convert(Series(), request)->ToString(), "335.39");
  request.euro_decimals = 2;
  Check(request, "the number of decimals of the intermediate euro amount must be 3 to 30, not 2");
}

TEST(Conversion, TakesPublishedRates) {
  Check(Request("100", "EUR", "USD", "2026-04-02"), "115.25\nEUR to USD: multiplied by 1.1525 of 2026-04-02");
  Check(Request("100", "USD", "EUR", "2026-04-02"), "86.77\nUSD to EUR: divided by 1.1525 of 2026-04-02");
  Check(Request("100", "USD", "JPY", "2026-04-02"),
        "15964\nUSD to EUR: divided by 1.1525 of 2026-04-02\nEUR to JPY: multiplied by 183.99 of 2026-04-02");
  Check(Request("3", "EUR", "KWD", "2026-04-02"), "1.050\nEUR to KWD: multiplied by 0.35 of 2026-04-02");
  Check(Request("12.345", "EUR", "EUR", "2026-04-02"), "12.35");
}

TEST(Conversion, NamesTheDayItUsed) {
  const auto easter = Convert(Series(), Request("1", "USD", "JPY", "2026-04-05"));
  EXPECT_EQ(easter->DayUsed(), Date::Of(2026, 4, 2));
  auto request = Request("1", "EUR", "USD", "2026-01-01");
  EXPECT_EQ(Convert(Series(), request)->DayUsed(), Date::Of(2025, 12, 31));
  request.route.look_up = {LookUp::next, 100};
  EXPECT_EQ(Convert(Series(), request)->DayUsed(), Date::Of(2026, 4, 2));
  request.route.look_up.look_up = LookUp::exact;
  Check(request, "no rate from EUR to USD on 2026-01-01");
}

TEST(Conversion, CrossesThroughAPivotByName) {
  auto request = Request("1", "XAU", "USD", "2026-04-02");
  Check(request, "no rate from XAU to USD on 2026-04-02 or in the 14 days before");
  request.route.pivots = {CurrencyCode::Of("EUR"), CurrencyCode::Of("RUB")};
  Check(
      request,
      "149.54\nXAU to RUB: multiplied by 12000.5 of 2026-04-02\nRUB to USD: divided by 80.25 of 2026-04-02");
  std::swap(request.route.from, request.route.to);
  EXPECT_EQ(Convert(Series(), request)->ToString(), "0.006687");  // gold has no minor units
}

TEST(Conversion, DoesNotCrossDifferentDays) {
  auto request = Request("100", "USD", "CHF", "2026-04-02");
  Check(request,
        "the cross rate would combine rates with different dates, which is not allowed by default: USD to "
        "EUR: divided by 1.1525 of 2026-04-02; EUR to CHF: multiplied by 0.9215 of 2026-04-01");
  EXPECT_EQ(Convert(Series(), request).error().kind(), ErrorKind::invalid_input);
  request.route.days_may_differ = true;
  EXPECT_EQ(Convert(Series(), request)->ToString(), "79.96");
  EXPECT_EQ(Convert(Series(), request)->DayUsed(), Date::Of(2026, 4, 1));
}

TEST(Conversion, LeadsPastCurrenciesThatAreNoMore) {
  Check(Request("100", "DEM", "USD", "2010-01-05"),
        "73.57\nDEM to EUR: divided by 1.95583, fixed since 1999-01-01\nEUR to USD: multiplied by 1.4389 of "
        "2010-01-04");
  Check(Request("100", "USD", "DEM", "2010-01-05"),
        "135.93\nUSD to EUR: divided by 1.4389 of 2010-01-04\nEUR to DEM: multiplied by 1.95583, fixed since "
        "1999-01-01");
  Check(Request("100", "BGN", "USD", "2025-12-31"),
        "60.08\nBGN to EUR: divided by 1.9558 of 2025-12-31\nEUR to USD: multiplied by 1.175 of 2025-12-31");
  Check(Request("100", "BGN", "USD", "2026-01-01"),
        "60.08\nBGN to EUR: divided by 1.95583, fixed since 2026-01-01\nEUR to USD: multiplied by 1.175 of "
        "2025-12-31");
  Check(Request("1000000", "TRL", "EUR", "2005-01-03"),
        "0.55\nTRL to TRY: divided by 1000000, fixed since 2005-01-01\nTRY to EUR: divided by 1.8233 of "
        "2005-01-03");
}

TEST(Conversion, TakesTheOldUnitUntilTheNewOneIsPublished) {
  Check(Request("100", "EUR", "TRY", "2005-01-02"),
        "183.62\nEUR to TRL: multiplied by 1836200 of 2004-12-31\nTRL to TRY: divided by 1000000, fixed "
        "since 2005-01-01");
  Check(Request("100", "TRY", "USD", "2005-01-02"),
        "74.18\nTRY to TRL: multiplied by 1000000, fixed since 2005-01-01\nTRL to EUR: divided by 1836200 of "
        "2004-12-31\n"
        "EUR to USD: multiplied by 1.3621 of 2004-12-31");
  Check(Request("1", "EUR", "TRL", "2005-01-02"), "1836200\nEUR to TRL: multiplied by 1836200 of 2004-12-31");
  Check(Request("1", "EUR", "TRY", "2004-12-31"),
        "no rate from EUR to TRY on 2004-12-31 or in the 14 days before; TRY began on 2005-01-01");
}

TEST(Conversion, RoundsOnceByANamedRule) {
  auto request = Request("0.125", "EUR", "EUR", "2026-04-02");
  const auto check = [&](Rounding rounding, int decimals, const char* expected) {
    request.rounding = rounding;
    request.decimals = decimals;
    Check(request, expected);
  };
  check(Rounding::half_even, 2, "0.12");
  check(Rounding::half_away, 2, "0.13");
  check(Rounding::floor, 1, "0.1");
  check(Rounding::ceiling, 0, "1");
  check(Rounding::half_even, 30, "0.125000000000000000000000000000");
  check(Rounding::half_even, 31, "the number of decimals of an amount must be 0 to 30, not 31");
  check(Rounding::half_even, -1, "the number of decimals of an amount must be 0 to 30, not -1");
}

TEST(Conversion, Refuses) {
  Check(Request("1", "EUR", "AAA", "2026-04-02"), "no such currency: AAA");
  Check(Request("1", "USD", "KPW", "2026-04-02"),
        "no rate from USD to KPW on 2026-04-02 or in the 14 days before");
  Check(Request("1", "BRL", "EUR", "2026-04-02"), "BRL to EUR: divided by 0 of 2026-04-02: division by zero");
  EXPECT_EQ(Convert(Series(), Request("1", "USD", "KPW", "2026-04-02")).error().kind(), ErrorKind::not_found);
}

}  // namespace
}  // namespace fxlake::rates
