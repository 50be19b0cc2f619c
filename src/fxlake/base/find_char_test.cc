// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/find_char.h"

#include <gtest/gtest.h>

#include <string_view>

namespace fxlake {
namespace {

void check(std::string_view text, std::size_t expected) {
  const auto* found = FindEither(text.data(), text.data() + text.size(), ',', '\n');
  EXPECT_EQ(found - text.data(), static_cast<std::ptrdiff_t>(expected)) << text;
}

TEST(FindChar, FindsTheFirstOfTwo) {
  check("", 0);
  check("a", 1);
  check(",", 0);
  check("abc,def\nghi", 3);
  check("abc\ndef,ghi", 3);
  check("abcdefgh", 8);
  check("abcdefgh,", 8);
  check("abcdefg,\n", 7);
  check("abcdefghijklmnop\n", 16);
}

// Bytes next to a wanted one, and with the highest bit, are those that the trick with eight bytes at once may take for it.
TEST(FindChar, TakesNoNeighbourForIt) {
  check("-----+++\x0B\x0B,", 10);
  check("\xAC\x8A\xAC\x8A\xAC\x8A\xAC\x8A\xAC,", 9);
  check(std::string_view("\0\0\0\0\0\0\0\0\0\n", 10), 9);
}

}  // namespace
}  // namespace fxlake
