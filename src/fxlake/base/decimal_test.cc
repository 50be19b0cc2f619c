// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/decimal.h"

#include <gtest/gtest.h>

namespace fxlake {
namespace {

std::string Text(const Result<Decimal>& decimal) { return decimal ? decimal->ToString() : "error"; }

void Check(std::string_view text, std::string_view expected, bool rounded = false) {
  const auto parsed = Decimal::Read(text);
  ASSERT_TRUE(parsed) << text;
  EXPECT_EQ(parsed->value.ToString(), expected) << text;
  EXPECT_EQ(parsed->rounded, rounded) << text;
}

TEST(Decimal, Reads) {
  Check("1.1684", "1.1684");
  Check("366.9", "366.9");
  Check("+7", "7");
  Check("-0.5000", "-0.5");
  Check(".5", "0.5");
  Check("5.", "5");
  Check("3.8e+07", "38000000");
  Check("1E-10", "0.0000000001");
  Check("0e999999999999999999999", "0");
  Check("123e-400", "0", true);
  Check("0000000000000000000000000001.5", "1.5");
  Check("99999999.9999999999", "99999999.9999999999");
  Check("99999999.99999999994", "99999999.9999999999", true);
  Check("0.00000000005", "0", true);
  Check("0.00000000015", "0.0000000002", true);
  Check("0.000000000050000000001", "0.0000000001", true);
  Check("1.00000000000", "1");
  Check("4.2964000000000002", "4.2964", true);
}

TEST(Decimal, Refuses) {
  for (const auto* text :
       {"",    "+",    "-",  ".",  "e5",  "1e",  "1e+",   "1.2.3",     "NaN",
        "inf", "0x10", " 1", "1 ", "1,5", "--1", "1e400", "100000000", "99999999.99999999996",
        "1e8", "-1e8"}) {
    EXPECT_FALSE(Decimal::Parse(text)) << text;
  }
}

TEST(Decimal, Rounds) {
  const auto round = [](const char* text, int fraction, Rounding rounding) {
    return Text(Decimal::Parse(text)->Round(fraction, rounding));
  };
  EXPECT_EQ(round("2.5", 0, Rounding::half_even), "2");
  EXPECT_EQ(round("3.5", 0, Rounding::half_even), "4");
  EXPECT_EQ(round("2.5", 0, Rounding::half_away), "3");
  EXPECT_EQ(round("-2.5", 0, Rounding::half_away), "-3");
  EXPECT_EQ(round("-2.5", 0, Rounding::half_even), "-2");
  EXPECT_EQ(round("-2.1", 0, Rounding::floor), "-3");
  EXPECT_EQ(round("-2.9", 0, Rounding::ceiling), "-2");
  EXPECT_EQ(round("-2.9", 0, Rounding::toward_zero), "-2");
  EXPECT_EQ(round("2.1", 0, Rounding::away_from_zero), "3");
  EXPECT_EQ(round("99999999.9", 0, Rounding::half_even), "error");
  const auto figures = [](const char* text, int n) {
    return Text(Decimal::Parse(text)->RoundToFigures(n, Rounding::half_away));
  };
  EXPECT_EQ(figures("1936.2749", 6), "1936.27");
  EXPECT_EQ(figures("340.7505", 6), "340.751");
  EXPECT_EQ(figures("0.00012345678", 6), "0.000123457");
  EXPECT_EQ(figures("999999.5", 6), "1000000");
  EXPECT_EQ(figures("5", 6), "5");
}

TEST(Decimal, Computes) {
  const auto d = [](const char* text) { return *Decimal::Parse(text); };
  EXPECT_EQ(Text(Decimal::Multiply(d("1.1684"), d("186.75"), Rounding::half_even)), "218.1987");
  EXPECT_EQ(Text(Decimal::Divide(d("1"), d("3"), Rounding::half_even)), "0.3333333333");
  EXPECT_EQ(Text(Decimal::Divide(d("2"), d("-3"), Rounding::half_even)), "-0.6666666667");
  EXPECT_EQ(Text(Decimal::Divide(d("1"), d("0"), Rounding::half_even)), "error");
  EXPECT_EQ(Text(Decimal::MultiplyDivide(d("99999999"), d("99999999"), d("99999999"), Rounding::half_even)),
            "99999999");
  EXPECT_EQ(Text(Decimal::Multiply(d("99999999"), d("99999999"), Rounding::half_even)), "error");
  EXPECT_EQ(Text(Decimal::Add(d("99999999"), d("1"))), "error");
  EXPECT_EQ(d("516456.9").ToString(2), "516456.90");
}

}  // namespace
}  // namespace fxlake
