// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/quoted_rate.h"

#include <gtest/gtest.h>

#include "fxlake/rates/observation_series.h"

namespace fxlake::rates {
namespace {

ObservationSeries Series() {
  ObservationBatch batch;
  const auto add = [&](Date date, Pair pair, std::string_view rate) {
    batch.Append({date, pair, *Decimal::Parse(rate)});
  };
  const auto thursday = Date::Of(2026, 4, 2);
  add(thursday, Pair::Of("EUR", "USD"), "1.1525");
  add(thursday, Pair::Of("EUR", "CHF"), "0.9213");
  add(thursday, Pair::Of("EUR", "IDR"), "19604.77");
  add(thursday - 1, Pair::Of("EUR", "ISK"), "143.8");
  add(Date::Of(2004, 12, 31), Pair::Of("EUR", "TRL"), "1836200");
  return ObservationSeries(batch);
}

// "0.8676789588 of 2026-04-02, inverse", or the kind of error.
std::string Answer(CurrencyCode from, CurrencyCode to, Date date) {
  const auto quote = Quote(Series(), {.from = from, .to = to, .date = date});
  if (!quote) return std::string(TraitsOf(quote.error().kind()).name);
  return quote->rate.ToString() + " of " + quote->day.ToString() + ", " + quote->derivation;
}

TEST(QuotedRateTest, ReportsTheDerivationOfEachRate) {
  const auto sunday = Date::Of(2026, 4, 5);
  const auto check = [](CurrencyCode from, CurrencyCode to, Date date, std::string_view expected) {
    EXPECT_EQ(Answer(from, to, date), expected) << from.ToString() << to.ToString();
  };
  constexpr auto kEuro = CurrencyCode::Of("EUR"), kDollar = CurrencyCode::Of("USD"),
                 kFranc = CurrencyCode::Of("CHF");
  check(kEuro, kDollar, sunday, "1.1525 of 2026-04-02, published");
  check(kDollar, kEuro, sunday, "0.8676789588 of 2026-04-02, inverse");
  check(kDollar, kFranc, sunday, "0.7993926247 of 2026-04-02, cross via EUR");
  check(CurrencyCode::Of("IDR"), kEuro, sunday, "0.000051008 of 2026-04-02, inverse");
  check(kDollar, CurrencyCode::Of("DEM"), sunday, "1.697032538 of 2026-04-02, cross via EUR");
  check(kEuro, CurrencyCode::Of("DEM"), sunday, "1.95583 of 1999-01-01, fixed");
  check(CurrencyCode::Of("DEM"), kEuro, sunday, "0.5112918812 of 1999-01-01, fixed");
  check(CurrencyCode::Of("TRY"), kEuro, Date::Of(2005, 1, 1), "0.5446029844 of 2004-12-31, cross via TRL");
  check(kDollar, CurrencyCode::Of("ISK"), sunday, "invalid_input");
  check(kEuro, kDollar, Date::Of(2026, 5, 1), "not_found");
}

TEST(QuotedRateTest, RoundsOnceToTenDecimalsOrSixFigures) {
  const auto check = [](std::string_view exact, std::string_view expected) {
    EXPECT_EQ(RoundedAsComputed(*Rational::Parse(exact)).ToString(), expected);
  };
  check("17010.64642082430", "17010.6464208243");
  check("0.12345678905", "0.123456789");
  check("0.12345678915", "0.1234567892");
  check("0.0001", "0.0001");
  check("0.00001234567891", "0.0000123457");
  check("0.00000000000123456789", "0.00000000000123457");
}

}  // namespace
}  // namespace fxlake::rates
