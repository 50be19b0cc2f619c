// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/short_decimal.h"

#include <gtest/gtest.h>

#include <random>

namespace fxlake {
namespace {

void Check(std::string_view text, std::string_view expected) {
  const auto read = ReadShortDecimal(text);
  EXPECT_EQ(read ? read->ToString() : "no short one", expected) << text;
  if (read) {
    EXPECT_EQ(*read, Decimal::Read(text)->value) << text;
  }
}

TEST(ShortDecimal, Reads) {
  Check("1.1684", "1.1684");
  Check("0", "0");
  Check("366", "366");
  Check("99999999.99999999", "99999999.99999999");
  Check("00000001.5", "1.5");
  Check("0.00000001", "0.00000001");
}

TEST(ShortDecimal, LeavesTheRest) {
  for (const auto* text : {"", ".", "1.", ".5", "-1", "+1", "1e3", "1.2.3", " 1", "1 ", "1,5", "123456789",
                           "1.123456789", "1.2x", "x", "NaN"}) {
    Check(text, "no short one");
  }
}

// For any text the result equals Decimal's, and no short number is rejected.
TEST(ShortDecimal, AgreesOnAnyText) {
  constexpr std::string_view kLetters = "0123456789.00990123456789/:-,xe \xB1\x80";
  std::minstd_rand random(20260414);
  std::size_t numbers = 0;
  for (int round = 0; round < 200'000; ++round) {
    std::string text(1 + random() % 12, '0');
    for (auto& character : text) character = kLetters[random() % (round % 2 == 0 ? 26 : kLetters.size())];
    const auto point = text.find('.');
    const bool is_short = text.find_first_not_of("0123456789.") == std::string::npos &&
                          point == text.rfind('.') && point != 0 && point != text.size() - 1 &&
                          std::min(point, text.size()) <= 8 &&
                          text.size() - std::min(point, text.size()) <= 9;
    const auto read = ReadShortDecimal(text);
    ASSERT_EQ(read.has_value(), is_short) << text;
    if (!read) continue;
    ASSERT_EQ(*read, Decimal::Read(text)->value) << text;
    ++numbers;
  }
  EXPECT_GT(numbers, 50'000U);
}

}  // namespace
}  // namespace fxlake
