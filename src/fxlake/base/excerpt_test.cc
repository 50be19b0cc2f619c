// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/excerpt.h"

#include <gtest/gtest.h>

namespace fxlake {
namespace {

TEST(Excerpt, EndsAtACharacter) {
  const auto check = [](std::string_view text, std::size_t most, std::string_view expected) {
    EXPECT_EQ(Excerpt(text, most), expected) << text << " " << most;
  };
  check("", 0, "");
  check("abc", 0, "");
  check("abc", 2, "ab");
  check("abc", 3, "abc");
  check("abc", 4, "abc");
  check("a\u00e9b", 1, "a");
  check("a\u00e9b", 2, "a");
  check("a\u00e9b", 3, "a\u00e9");
  check("a\u20acb", 3, "a");
  check("a\u20acb", 4, "a\u20ac");
  check("\U0001f4b6\U0001f4b6", 7, "\U0001f4b6");
  check("\U0001f4b6\U0001f4b6", 3, "");
  check("\x80\x80\x80\x80\x80\x80", 5, "\x80\x80\x80\x80\x80");  // not UTF-8
}

}  // namespace
}  // namespace fxlake
