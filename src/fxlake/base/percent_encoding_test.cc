// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/percent_encoding.h"

#include <gtest/gtest.h>

namespace fxlake {
namespace {

TEST(PercentEncoding, EncodesAllButUnreservedCharacters) {
  EXPECT_EQ(PercentEncode("a b/\u00e9,~-._"), "a%20b%2F%C3%A9%2C~-._");
  EXPECT_EQ(PercentEncode("a/b,c", "/,"), "a/b,c");
}

TEST(PercentEncoding, DecodesAndKeepsMalformedEscapes) {
  EXPECT_EQ(PercentDecode("a%2Fb%2f+%zz%4"), "a/b/+%zz%4");
  EXPECT_EQ(FormDecode("a%20b+c%2Bd%"), "a b c+d%");
  EXPECT_EQ(PercentDecode("%"), "%");
}

TEST(PercentEncoding, FindsMalformedEscapes) {
  EXPECT_TRUE(HasValidEscapes("a%2Fb%00"));
  for (const auto* text : {"%", "a%4", "%zz", "%2F%"}) EXPECT_FALSE(HasValidEscapes(text)) << text;
}

TEST(PercentEncoding, DecodesWhatItEncodes) {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  EXPECT_EQ(PercentDecode(PercentEncode(bytes)), bytes);
  EXPECT_EQ(FormDecode(PercentEncode(bytes)), bytes);
}

}  // namespace
}  // namespace fxlake
