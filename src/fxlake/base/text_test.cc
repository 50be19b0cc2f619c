// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/text.h"

#include <gtest/gtest.h>

namespace fxlake {
namespace {

TEST(Text, ChangesTheCaseOfAsciiAlone) {
  EXPECT_EQ(UpperCase("azAZ09-\u00e9"), "AZAZ09-\u00e9");
  EXPECT_EQ(LowerCase("azAZ09-\u00c9"), "azaz09-\u00c9");
  EXPECT_TRUE(EqualsIgnoringCase("Content-Type", "content-TYPE"));
  EXPECT_FALSE(EqualsIgnoringCase("a", "ab"));
  EXPECT_FALSE(EqualsIgnoringCase("[", "{"));
}

TEST(Text, TellsUtf8FromOtherBytes) {
  for (const auto* text : {"", "a", "\xC3\xA9", "\xF0\x9F\x92\xB1"}) EXPECT_TRUE(IsUtf8(text)) << text;
  for (const auto* text : {"\xFF", "\xC3", "\xC0\x80", "\xED\xA0\x80"}) EXPECT_FALSE(IsUtf8(text)) << text;
}

TEST(Text, TrimsWhitespace) {
  const auto check = [](std::string_view text, std::string_view trimmed) {
    EXPECT_EQ(Trim(text), trimmed);
    EXPECT_EQ(IsBlank(text), trimmed.empty());
  };
  check(" \ta b\r\n", "a b");
  check("a", "a");
  check("\v", "\v");
  check(" \r\n\t", "");
  check("", "");
}

TEST(Text, SplitsLists) {
  EXPECT_EQ(SplitList("usd,GBP"), (std::vector<std::string>{"usd", "GBP"}));
  EXPECT_EQ(SplitList(",a,,"), (std::vector<std::string>{"", "a"}));
  EXPECT_TRUE(SplitList("").empty());
}

}  // namespace
}  // namespace fxlake
