// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/rational.h"

#include <gtest/gtest.h>

#include <random>

namespace fxlake {
namespace {

static_assert(!std::is_constructible_v<Rational, double> && !std::is_constructible_v<Rational, float>);
static_assert(!std::is_convertible_v<int, Rational>);

Rational R(std::string_view text) { return *Rational::Parse(text); }
std::string Text(const Result<Rational>& rational) {
  return rational ? rational->ToString() : rational.error().message();
}

TEST(Rational, Reads) {
  const auto check = [](std::string_view text, std::string_view expected) {
    EXPECT_EQ(Text(Rational::Parse(text)), expected) << text;
  };
  check("0", "0");
  check("-0.000", "0");
  check("1.1684", "1.1684");
  check("+007.50", "7.5");
  check("010", "10");
  check(".5", "0.5");
  check("5.", "5");
  check("-3.8e+07", "-38000000");
  check("1E-60", "0.000000000000000000000000000000000000000000000000000000000001");
  check("0e99999", "0");
  check("1000000000000000000000000000000.000000000000000000000000000001",
        "1000000000000000000000000000000.000000000000000000000000000001");
}

TEST(Rational, Refuses) {
  for (const std::string text : {"",
                                 "+",
                                 "-",
                                 ".",
                                 "e5",
                                 "1e",
                                 "1e+",
                                 "1e+-5",
                                 "1.2.3",
                                 "NaN",
                                 "inf",
                                 "0x10",
                                 " 1",
                                 "1 ",
                                 "1,5",
                                 "--1",
                                 "1/3",
                                 "1e60",
                                 "1e-61",
                                 "1e999999",
                                 "1e9999999999999",
                                 "12345678901234567890123456789012345678901234567890123456789012"}) {
    EXPECT_FALSE(Rational::Parse(text)) << text;
  }
  EXPECT_FALSE(Rational::Parse(std::string(1'000'000, '1')));
}

TEST(Rational, Computes) {
  EXPECT_EQ((R("0.1") + R("0.2")).ToString(), "0.3");
  EXPECT_EQ((R("1") - R("1.5")).ToString(), "-0.5");
  EXPECT_EQ((-R("2") * R("0.25")).ToString(), "-0.5");
  EXPECT_EQ(Text(Rational::Divide(R("1"), R("3"))), "1/3");
  EXPECT_EQ(Text(Rational::Divide(R("1"), R("-8"))), "-0.125");
  EXPECT_EQ(Text(Rational::Divide(R("1"), R("0"))), "division by zero");
  EXPECT_EQ(*Rational::Divide(R("1"), R("3")) * Rational(3), Rational(1));
  EXPECT_EQ(Rational::FromDecimal(*Decimal::Parse("1936.27")), R("1936.27"));
  EXPECT_LT(R("-1"), R("0.5"));
  EXPECT_GT(*Rational::Divide(R("1"), R("3")), R("0.333333333333333333333333333333"));
  EXPECT_EQ(R("-0.5").sign(), -1);
  EXPECT_EQ(Rational().sign(), 0);
}

TEST(Rational, Rounds) {
  const auto check = [](const char* text, int fraction, Rounding rounding, const char* expected) {
    EXPECT_EQ(R(text).Round(fraction, rounding).ToString(fraction), expected) << text;
  };
  check("2.5", 0, Rounding::half_even, "2");
  check("3.5", 0, Rounding::half_even, "4");
  check("-2.5", 0, Rounding::half_even, "-2");
  check("2.5", 0, Rounding::half_away, "3");
  check("-2.5", 0, Rounding::half_away, "-3");
  check("2.49999999999999999999", 0, Rounding::half_away, "2");
  check("-2.1", 0, Rounding::floor, "-3");
  check("-2.9", 0, Rounding::ceiling, "-2");
  check("2.9", 0, Rounding::toward_zero, "2");
  check("2.1", 0, Rounding::away_from_zero, "3");
  check("516456.8990895", 2, Rounding::half_away, "516456.90");
  check("0.004", 2, Rounding::half_away, "0.00");
  check("-0.004", 2, Rounding::half_away, "0.00");
  check("7", 3, Rounding::half_away, "7.000");
  EXPECT_EQ(Rational::Divide(R("2"), R("3"))->Round(4, Rounding::half_even).ToString(), "0.6667");
}

TEST(Rational, RoundsToFigures) {
  const auto check = [](const char* text, int figures, const char* expected) {
    EXPECT_EQ(R(text).RoundToFigures(figures, Rounding::half_away).ToString(), expected) << text;
  };
  check("1936.2749", 6, "1936.27");
  check("0.00012345678", 6, "0.000123457");
  check("999999.5", 6, "1000000");
  check("123456789", 3, "123000000");
  check("-0.05", 1, "-0.05");
  check("0", 6, "0");
  check("1", 6, "1");
  check("0.1", 1, "0.1");
  check("10", 1, "10");
}

TEST(Rational, BecomesADecimal) {
  EXPECT_EQ(Rational::Divide(R("2"), R("3"))->ToDecimal(Rounding::half_even)->ToString(), "0.6666666667");
  EXPECT_EQ(R("-99999999.9999999999").ToDecimal(Rounding::half_even)->ToString(), "-99999999.9999999999");
  EXPECT_EQ(R("100000000").ToDecimal(Rounding::half_even).error().message(),
            "the number does not fit DECIMAL(18,10): 100000000");
}

TEST(Rational, AgreesWithDecimal) {
  std::mt19937_64 random(1103);
  std::uniform_int_distribution<std::int64_t> units(-99'999'999'999, 99'999'999'999);
  for (int i = 0; i < 2000; ++i) {
    const auto a = Decimal::FromUnits(units(random)), b = Decimal::FromUnits(units(random)),
               c = Decimal::FromUnits(units(random) | 1);
    for (const auto rounding : {Rounding::half_even, Rounding::half_away, Rounding::floor, Rounding::ceiling,
                                Rounding::away_from_zero}) {
      const auto exact =
          Rational::Divide(Rational::FromDecimal(a) * Rational::FromDecimal(b), Rational::FromDecimal(c));
      const auto decimal = Decimal::MultiplyDivide(a, b, c, rounding);
      ASSERT_EQ(exact->ToDecimal(rounding).has_value(), decimal.has_value());
      if (decimal) {
        ASSERT_EQ(*exact->ToDecimal(rounding), *decimal)
            << a.ToString() << " " << b.ToString() << " " << c.ToString();
        ASSERT_EQ(exact->Round(10, rounding), Rational::FromDecimal(*decimal));
      }
      ASSERT_EQ(Rational::FromDecimal(a).Round(3, rounding).ToString(), a.Round(3, rounding)->ToString());
      ASSERT_EQ(Rational::FromDecimal(a).RoundToFigures(6, rounding).ToString(),
                a.RoundToFigures(6, rounding)->ToString());
    }
  }
}

TEST(Rational, IsStillANumberWhenMovedFrom) {
  Rational half = R("0.5");
  const Rational taken = std::move(half);  // NOLINT(performance-move-const-arg): copied by design
  EXPECT_EQ(half + taken, Rational(1));    // NOLINT(bugprone-use-after-move)
}

}  // namespace
}  // namespace fxlake
