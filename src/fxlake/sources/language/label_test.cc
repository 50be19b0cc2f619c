// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/label.h"

#include <gtest/gtest.h>

namespace fxlake::sources {
namespace {

TEST(Label, Normal) {
  const auto check = [](std::string_view label, std::string_view normal) {
    EXPECT_EQ(NormalLabel(label), normal) << label;
  };
  check("", "");
  check(" \t\xC2\xA0 ", "");
  check("usd", "USD");
  check("  Pound \xC2\xA0 Sterling\n", "POUND STERLING");
  check(
      "Couronne su\xC3\xA9"
      "doise",
      "COURONNE SU\xC3\x89"
      "DOISE");
  check("\xC4\x8C\xC3\xADna \xC5\xBElt\xC3\xBD", "\xC4\x8C\xC3\x8DNA \xC5\xBDLT\xC3\x9D");
  check("\xD0\xB4\xD0\xBE\xD0\xBB\xD0\xBB\xD0\xB0\xD1\x80",
        "\xD0\x94\xD0\x9E\xD0\x9B\xD0\x9B\xD0\x90\xD0\xA0");
}

TEST(Label, TrimBlanks) {
  EXPECT_EQ(TrimBlanks("\xC2\xA0 1 234 \xE2\x80\xAF"), "1 234");
  EXPECT_EQ(TrimBlanks(""), "");
}

}  // namespace
}  // namespace fxlake::sources
