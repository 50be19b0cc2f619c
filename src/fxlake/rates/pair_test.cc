// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/pair.h"

#include <gtest/gtest.h>

#include "fxlake/rates/observation.h"

namespace fxlake::rates {
namespace {

// What must not compile: a pair from strings or from nothing, a rate from a double.
static_assert(!std::is_default_constructible_v<Pair>);
static_assert(!std::is_constructible_v<Pair, const char*, const char*>);
static_assert(!std::is_constructible_v<Pair, CurrencyCode, CurrencyCode>);
static_assert(!std::is_constructible_v<Decimal, double> && !std::is_convertible_v<double, Decimal>);
static_assert(!std::is_constructible_v<Observation, Date, Pair, double>);
static_assert(std::is_constructible_v<Observation, Date, Pair, Decimal>);

TEST(Pair, Reads) {
  const auto check = [](const char* text) {
    const auto pair = Pair::Parse(text);
    ASSERT_TRUE(pair) << text;
    EXPECT_EQ(pair->ToString(), text);
  };
  check("EUR/USD");
  check("USD/EUR");
  EXPECT_EQ(Pair::Parse("EUR/USD"), Pair::Of("EUR", "USD"));
  EXPECT_EQ(Pair::Of("EUR", "USD").Inverse(), Pair::Of("USD", "EUR"));
  EXPECT_LT(Pair::Of("EUR", "CHF"), Pair::Of("EUR", "USD"));
  EXPECT_LT(Pair::Of("CHF", "USD"), Pair::Of("EUR", "AUD"));
}

TEST(Pair, Refuses) {
  for (const auto* text : {"", "EURUSD", "EUR/EUR", "eur/usd", "EUR-USD", "EUR/US", "EUR/USD/", "EU/RUSD"})
    EXPECT_FALSE(Pair::Parse(text)) << text;
  EXPECT_FALSE(Pair::Make(CurrencyCode(), CurrencyCode::Of("EUR")));
  EXPECT_EQ(Pair::Parse("EUR/EUR").error().message(), "a pair needs two different currencies, not twice EUR");
}

}  // namespace
}  // namespace fxlake::rates
