// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/snapshot/exact_number.h"

#include <gtest/gtest.h>

#include <random>

#include "fxlake/rates/quoted_rate.h"

namespace fxlake::server {
namespace {

TEST(ExactNumberTest, RatesHaveTheirDigits) {
  const auto check = [](std::string_view rate, std::string_view expected) {
    std::string text;
    AppendExact(text, *Decimal::Parse(rate));
    EXPECT_EQ(text, expected);
  };
  check("1.1684", "1.1684");
  check("366.90", "366.9");
  check("40", "40");
  check("0.0000000001", "0.0000000001");
  check("99999999.9999999999", "99999999.9999999999");
}

std::string Computed(std::uint64_t top, std::uint64_t bottom) {
  std::string text;
  return AppendComputed(text, top, bottom) ? text : "too long";
}

std::string Expected(std::uint64_t top, std::uint64_t bottom) {
  const auto of = [](std::uint64_t number) { return Rational(static_cast<std::int64_t>(number)); };
  return rates::RoundedAsComputed(*Rational::Divide(of(top), of(bottom))).ToString();
}

TEST(ExactNumberTest, ComputedOnesAreRoundedOnceHalfEven) {
  const auto check = [](std::uint64_t top, std::uint64_t bottom, std::string_view expected) {
    EXPECT_EQ(Computed(top, bottom), expected) << top << " / " << bottom;
    EXPECT_EQ(Expected(top, bottom), expected) << top << " / " << bottom;
  };
  check(1, 3, "0.3333333333");
  check(2, 3, "0.6666666667");
  check(12, 3, "4");
  check(1, 20'000'000'000, "0.00000000005");
  check(3, 20'000'000'000, "0.00000000015");
  check(1, 10'000, "0.0001");
  check(1, 17'000, "0.0000588235");
  check(100'000'000'000'000'001, 1'000'000'000'000'000'000, "0.1");
  check(10'000'000'000'500'000, 10'000'000'000'000'000, "1");
  check(10'000'000'001'500'000, 10'000'000'000'000'000, "1.0000000002");
  check(99'999'400'000'000, 1'000'000'000'000'000'000, "0.0000999994");
  check(99'999'950'000'000, 1'000'000'000'000'000'000, "0.0001");
  check(99'999'995'000'000, 1'000'000'000'000'000'000, "0.0001");
}

TEST(ExactNumberTest, AgreesWithTheGeneralCase) {
  std::mt19937_64 chance(20260414);
  int quick = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto top = 1 + (chance() >> (4 + chance() % 58)) % 999'999'999'999'999'999,
               bottom = 1 + (chance() >> (4 + chance() % 58)) % 999'999'999'999'999'999;
    const auto text = Computed(top, bottom);
    if (text == "too long") continue;
    ++quick;
    ASSERT_EQ(text, Expected(top, bottom)) << top << " / " << bottom;
  }
  EXPECT_GT(quick, 10'000);
}

TEST(ExactNumberTest, WhatIsTooLongIsLeftToTheGeneralCase) {
  const auto rejected = [](WideUnsigned top, WideUnsigned bottom) {
    std::string text = "before";
    EXPECT_FALSE(AppendComputed(text, top, bottom));
    EXPECT_EQ(text, "before");
  };
  constexpr WideUnsigned kHuge = WideUnsigned{1'000'000'000'000'000'000} * 1'000'000'000'000'000'000;
  rejected(0, 1);
  rejected(kHuge, 1);
  rejected(1, kHuge);
}

}  // namespace
}  // namespace fxlake::server
