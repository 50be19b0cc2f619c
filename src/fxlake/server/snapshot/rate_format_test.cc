// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/snapshot/rate_format.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace fxlake::server {
namespace {

Decimal Number(std::string_view text) { return *Decimal::Parse(text); }

TEST(RateFormatTest, StoredRatesHaveTheirDigitsAndAFraction) {
  const auto check = [](std::string_view rate, std::string_view expected) {
    std::string formatted;
    AppendStored(formatted, Number(rate));
    EXPECT_EQ(formatted, expected);
  };
  check("1.1684", "1.1684");
  check("366.90", "366.9");
  check("40", "40.0");
  check("0", "0.0");
  check("0.0000000001", "0.0000000001");
  check("1.0000000001", "1.0000000001");
  check("99999999.9999999999", "99999999.9999999999");
  check("20082.05", "20082.05");
  check("0.000001", "0.000001");
  check("4294.967295", "4294.967295");
  check("4294.967296", "4294.967296");
  check("0.0000011", "0.0000011");
}

// Both overloads, which must agree.
TEST(RateFormatTest, ComputedValuesAreRoundedOnceByMagnitude) {
  const auto check = [](std::string_view top, std::string_view bottom, std::string_view expected) {
    std::string quick, general;
    const auto quotient = Quotient(Number(top)).Over(Number(bottom));
    AppendRounded(quick, quotient);
    AppendRounded(general, quotient.ToRational());
    EXPECT_EQ(quick, expected) << top << " / " << bottom;
    EXPECT_EQ(general, expected) << top << " / " << bottom;
  };
  check("5000.5", "1", "5001");
  check("5000.4999999999", "1", "5000");
  check("5000", "1", "5000.0");
  check("80.005", "1", "80.01");
  check("80.0049", "1", "80.0");
  check("80", "1", "80.0");
  check("20.0005", "1", "20.001");
  check("20", "1", "20.0");
  check("1.00005", "1", "1.0001");
  check("1.00004", "1", "1.0");
  check("1", "1", "1.0");
  check("0.999995", "1", "1.0");
  check("0.000105", "1", "0.00011");
  check("0.0001", "1", "0.0001");
  check("0.0000005", "1", "0.000001");
  check("0.0000004", "1", "0.0");
  check("1", "3", "0.33333");
  check("1.0956", "0.86645", "1.2645");
  check("17000.5", "1.1", "15455");
  check("2", "3", "0.66667");
  check("99999999.9999999999", "0.0000000001", "999999999999999999");
  check("0.0000000001", "99999999.9999999999", "0.0");
}

TEST(RateFormatTest, ProductsOfThreeDecimalsAreExact) {
  const auto check = [](const Quotient& value, std::string_view expected) {
    std::string formatted;
    AppendRounded(formatted, value);
    EXPECT_EQ(formatted, expected);
  };
  check(Quotient(Number("0.86645")).Over(Number("1.0956")).Times(Number("10")), "7.9085");
  check(Quotient(Number("1")).Over(Number("1.0956")).Over(Number("3.6725")), "0.24853");
  check(Quotient(Number("12345678.1234567891"))
            .Times(Number("87654321.1234567891"))
            .Times(Number("99999999.9999999999")),
        "108215203472031680070264");
}

// Arithmetic in 64 bits, 128 bits and fractions must agree.
TEST(RateFormatTest, QuotientsAgreeWithFractions) {
  std::mt19937_64 random(20260414);
  const auto number = [&] {
    const auto units = static_cast<std::int64_t>(random() >> (1 + random() % 60)) % (Decimal::kMaxUnits + 1);
    return Decimal::FromUnits(
        std::max<std::int64_t>(random() % 3 == 0 ? units - units % 100'000'000 : units, 1));
  };
  for (int round = 0; round < 50'000; ++round) {
    Quotient quotient(number());
    for (auto more = random() % 3; more > 0; --more) quotient = quotient.Times(number());
    for (auto more = random() % 4; more > 0; --more) {
      quotient = quotient.Over(number());
    }
    std::string quick, general;
    AppendRounded(quick, quotient);
    AppendRounded(general, quotient.ToRational());
    ASSERT_EQ(quick, general) << quotient.ToRational().ToString();
  }
}

TEST(RateFormatTest, StoredRatesAgreeWithDecimals) {
  std::mt19937_64 random(20260414);
  for (int round = 0; round < 50'000; ++round) {
    const auto units = static_cast<std::int64_t>(random() >> (1 + random() % 60)) % (Decimal::kMaxUnits + 1);
    const auto rate = Decimal::FromUnits(units);
    std::string text;
    AppendStored(text, rate);
    ASSERT_EQ(text, rate.ToString(1));
  }
}

TEST(RateFormatTest, AmountsAreFloats) {
  EXPECT_EQ(FormatFloat(1), "1.0");
  EXPECT_EQ(FormatFloat(0.1), "0.1");
  EXPECT_EQ(FormatFloat(250.5), "250.5");
  EXPECT_EQ(FormatFloat(1e6), "1000000.0");
  EXPECT_EQ(FormatFloat(123456789.123456789), "123456789.12345679");
  EXPECT_EQ(FormatFloat(1e15), "1000000000000000.0");
  EXPECT_EQ(FormatFloat(1e16), "1.0e+16");
  EXPECT_EQ(FormatFloat(1.5e300), "1.5e+300");
  EXPECT_EQ(FormatFloat(0.0001), "0.0001");
  EXPECT_EQ(FormatFloat(0.00012), "0.00012");
  EXPECT_EQ(FormatFloat(1e-6), "1.0e-06");
}

}  // namespace
}  // namespace fxlake::server
