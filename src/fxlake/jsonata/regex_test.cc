// SPDX-License-Identifier: Apache-2.0
#include "fxlake/jsonata/regex.h"

#include <gtest/gtest.h>

namespace fxlake::jsonata {
namespace {

// What a pattern matches first in a text; "-" for nothing, "invalid" for no pattern.
std::string Found(std::string_view pattern, std::string_view text, std::string_view flags = "") {
  const auto regex = Regex::Make(pattern, flags);
  if (!regex) return "invalid";
  const auto match = regex->Find(text, 0);
  return match ? std::string(text.substr(match->start, match->end - match->start)) : "-";
}

TEST(Regex, MeansWhatJavaScriptMeans) {
  EXPECT_EQ(Found("a$", "a\n"), "-");
  EXPECT_EQ(Found("a$", "a\n", "m"), "a");
  EXPECT_EQ(Found("A", "a", "i"), "a");
  EXPECT_EQ(Found(".", "\n"), "-");
  EXPECT_EQ(Found("[]", "a"), "-");
  EXPECT_EQ(Found("[^]", "\n"), "\n");
  EXPECT_EQ(Found("\\s", "\u00a0"), "\u00a0");
  EXPECT_EQ(Found("[\\s]", "\u2003"), "\u2003");
  EXPECT_EQ(Found("\\S", "\u00a0x"), "x");
  EXPECT_EQ(Found("\\u0041", "A"), "A");
  EXPECT_EQ(Found("\\uD83D\\uDE00", "\U0001F600"), "\U0001F600");
  EXPECT_EQ(Found("\\x41", "A"), "A");
  EXPECT_EQ(Found("\\A", "A"), "A");  // no anchor: the letter
  EXPECT_EQ(Found("\\v", "\n"), "-");
  EXPECT_EQ(Found("a{,2}", "a{,2}"), "a{,2}");
  EXPECT_EQ(Found("a{1,2}", "aaa"), "aa");
  EXPECT_EQ(Found("[[:alpha:]]", ":]"), ":]");
  EXPECT_EQ(Found("(?:(a)|b)\\1", "b"), "b");
  EXPECT_EQ(Found("\\/", "/"), "/");
  EXPECT_EQ(Found("(?<year>\\d{4})-\\k<year>", "2024-2024"), "2024-2024");
}

TEST(Regex, RefusesWhatOnlyOthersKnow) {
  for (const auto* pattern :
       {"(*COMMIT)a", "(?>a)", "(?R)", "(?#x)", "(?|a|b)", "(?i)a", "(?P<n>a)", "a++", "(a", "a)", "*"})
    EXPECT_EQ(Found(pattern, "a"), "invalid") << pattern;
}

}  // namespace
}  // namespace fxlake::jsonata
