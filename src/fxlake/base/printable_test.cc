// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/printable.h"

#include <gtest/gtest.h>

namespace fxlake {
namespace {

TEST(Printable, EscapesWhatATerminalObeys) {
  using namespace std::string_view_literals;
  const auto check = [](std::string_view text, std::string_view expected) {
    EXPECT_EQ(Printable(text), expected);
  };
  check("", "");
  check("plain\n\ttext \\x1b", "plain\n\ttext \\x1b");
  check("Krone \u00e9 \u20ac \U0001f4b6 \u00a0", "Krone \u00e9 \u20ac \U0001f4b6 \u00a0");
  check("a\x1b[31mb", "a\\x1b[31mb");
  check("a\0b\rc\x7f"sv, "a\\x00b\\x0dc\\x7f");
  check("a\u009b31m", "a\\x9b31m");             // the other beginning of a terminal's command
  check("a\u202eb\u2066", "a\\u202eb\\u2066");  // right to left
  check("\xff\xc3", "\\xff\\xc3");
  check("\xc0\xaf\xed\xa0\x80\xf4\x90\x80\x80", "\\xc0\\xaf\\xed\\xa0\\x80\\xf4\\x90\\x80\\x80");
  check("\xe2\x82", "\\xe2\\x82");
}

}  // namespace
}  // namespace fxlake
