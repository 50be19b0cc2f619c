// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/find_char.h"

#include <gtest/gtest.h>

#include <string>

namespace fxlake {
namespace {

void Check(std::string_view text, std::size_t expected) {
  const auto* found = FindEither(text.data(), text.data() + text.size(), ',', '\n');
  EXPECT_EQ(found - text.data(), static_cast<std::ptrdiff_t>(expected)) << text;
}

TEST(FindChar, FindsTheFirstOfTwo) {
  Check("", 0);
  Check("a", 1);
  Check(",", 0);
  Check("abc,def\nghi", 3);
  Check("abc\ndef,ghi", 3);
  Check("abcdefgh", 8);
  Check("abcdefgh,", 8);
  Check("abcdefg,\n", 7);
  Check("abcdefghijklmnop\n", 16);
}

// Neighbors of a wanted byte value, and bytes with the highest bit set, which the eight-byte trick could
// mistake for it.
TEST(FindChar, TakesNoNeighborForIt) {
  Check("-----+++\x0B\x0B,", 10);
  Check("\xAC\x8A\xAC\x8A\xAC\x8A\xAC\x8A\xAC,", 9);
  Check(std::string_view("\0\0\0\0\0\0\0\0\0\n", 10), 9);
}

TEST(EightBytes, CountsThoseOfARange) {
  const auto count = [](const std::string& text) {
    return CountWithin((text + std::string(8, ' ')).data(), '.', '9');
  };
  EXPECT_EQ(count("1.25,"), 4U);
  EXPECT_EQ(count("-1"), 0U);
  EXPECT_EQ(count("12345678.9"), 8U);
  EXPECT_EQ(count("0123:"), 4U);
  EXPECT_EQ(count("./0129\xB0"), 6U);
  EXPECT_EQ(count(std::string("9\0", 2)), 1U);
}

}  // namespace
}  // namespace fxlake
