// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/message/message.h"

#include <gtest/gtest.h>

#include "fxlake/server/message/content_coding.h"
#include "fxlake/server/message/reply.h"

namespace fxlake::server {
namespace {

// "path|name=value|name" or "refused".
std::string Read(std::string_view target) {
  Request request{.target = target};
  if (!ReadTarget(request)) return "refused";
  auto text = request.path;
  for (const auto& parameter : request.parameters)
    text += "|" + parameter.name + (parameter.has_value ? "=" + parameter.value : "");
  return text;
}

TEST(MessageTest, ReadsTargets) {
  const auto check = [](std::string_view target, std::string_view expected) {
    EXPECT_EQ(Read(target), expected) << target;
  };
  check("/", "/");
  check("/v1/latest?base=USD&symbols=A%2CB", "/v1/latest|base=USD|symbols=A,B");
  check("/a?x=1+2&x=%2B", "/a|x=1 2|x=+");
  check("/a?x&&y=", "/a|x|y=");
  check("/a#part?x=1", "/a");
  check("/%C3%A9", "/é");
  check("/1999-01-04..", "/1999-01-04..");
  check("", "refused");
  check("v1", "refused");
  check("http://host/", "refused");
  check("/../etc/passwd", "refused");
  check("/a/%2e%2e/b", "refused");
  check("/a/%2E./b", "refused");
  check("/./a", "refused");
  check("/a%00", "refused");
  check("/a?x=%00", "refused");
  check("/a%", "refused");
  check("/a%4", "refused");
  check("/a%zz", "refused");
  check("/%ff", "refused");
  check("/a?x=%C3", "refused");
}

TEST(MessageTest, TheLastValueOfAParameterCounts) {
  Request request{.target = "/?a=1&a=2&b"};
  ASSERT_TRUE(ReadTarget(request));
  EXPECT_EQ(*request.Find("a"), "2");
  EXPECT_EQ(request.Find("b"), nullptr);
  EXPECT_EQ(request.Find("c"), nullptr);
}

TEST(MessageTest, ComparesEntityTagsWeakly) {
  const auto check = [](std::string_view if_none_match, bool expected) {
    EXPECT_EQ(HoldsTag(if_none_match, "\"a\""), expected) << if_none_match;
  };
  check("\"a\"", true);
  check("W/\"a\"", true);
  check("\"b\", \"a\"", true);
  check("*", true);
  check("\"b\"", false);
  check("a", false);
  check("", false);
  EXPECT_FALSE(HoldsTag("*", ""));
}

TEST(MessageTest, ChoosesACoding) {
  const auto check = [](std::string_view accept, std::string_view expected) {
    EXPECT_EQ(NameOf(ChooseCoding(accept)), expected) << accept;
  };
  check("", "identity");
  check("gzip, deflate, br", "gzip");
  check("gzip, zstd", "zstd");
  check("zstd;q=0, gzip;q=0.5", "gzip");
  check("gzip;q=0", "identity");
  check("br", "identity");
}

}  // namespace
}  // namespace fxlake::server
