// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/amount_format.h"

#include <gtest/gtest.h>

namespace fxlake::cli {
namespace {

TEST(WrittenAmountTest, ReadsWhatCanMeanOneThing) {
  const auto check = [](std::string_view text, std::string_view expected) {
    const auto amount = ReadAmount(text);
    EXPECT_EQ(amount ? amount->ToString() : amount.error().message(), expected) << text;
  };
  check("100", "100");
  check("1234567", "1234567");
  check("1,000,000,000", "1000000000");
  check("5_000_000", "5000000");
  check("-1,234.5", "-1234.5");
  check("+12,345.678901", "12345.678901");
  check(".5", "0.5");
  check("1e3", "1000");
  check("2.50", "2.5");
}

TEST(WrittenAmountTest, RejectsWhatCouldMeanTwo) {
  const auto check = [](std::string_view text) {
    const auto amount = ReadAmount(text);
    ASSERT_FALSE(amount) << text << " was read as " << amount->ToString();
    EXPECT_EQ(amount.error().kind(), ErrorKind::invalid_input);
    EXPECT_TRUE(amount.error().message().starts_with("reading the amount: ")) << amount.error().message();
  };
  for (const auto* text : {"1,5", "1,50", "1,0000", "1000,000", ",100", "100,", "1,,000", "1,000_000",
                           "1.000,5", "1,000,00", "-,100", "", "-", "ten", "1 000", "nan", "0x10"}) {
    check(text);
  }
}

TEST(WrittenAmountTest, WritesGroupsAndSaysWhatIsCut) {
  const auto check = [](const Rational& amount, int decimals, std::string_view expected) {
    EXPECT_EQ(FormatAmount(amount, decimals), expected);
  };
  check(*Rational::Parse("516456.9"), 2, "516,456.90");
  check(Rational(1'000'000'000), 0, "1,000,000,000");
  check(Rational(999), 0, "999");
  check(Rational(-1000), 2, "-1,000.00");
  check(Rational(-100), 0, "-100");
  check(*Rational::Divide(Rational(2000), Rational(3)), 0, "666.6666666666…");
  check(*Rational::Divide(Rational(2000), Rational(3)), 12, "666.666666666666…");
  check(*Rational::Parse("0.0000000001"), 0, "0.0000000001");
  check(*Rational::Parse("0.00000000001"), 0, "0…");
}

}  // namespace
}  // namespace fxlake::cli
