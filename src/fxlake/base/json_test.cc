// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/json.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <functional>

namespace fxlake {
namespace {

std::string RoundTrip(std::string_view text) {
  const auto value = Json::Parse(text);
  return value ? value->Dump() : "error";
}

TEST(Json, KeepsWhatWasWritten) {
  for (const std::string text :
       {"{}", "[]", "null", "true", "false", "0", "-1.10", "3.8e+07", "\"a\"", "[1,[2,{\"a\":null}],\"x\"]",
        "{\"b\":1,\"a\":2}", "12345678901234567890.12345678901234567890", "\"\""}) {
    EXPECT_EQ(RoundTrip(text), text);
  }
  EXPECT_EQ(RoundTrip(" null\n"), "null");
  EXPECT_EQ(RoundTrip(" { \"a\" : [ 1 , true ] } \n"), "{\"a\":[1,true]}");
  EXPECT_EQ(RoundTrip(R"("\u20ac\n\"\\\/\t\u0001")"), "\"€\\n\\\"\\\\/\\t\\u0001\"");
}

TEST(Json, RejectsWhatIsNoJson) {
  for (const std::string text : {"",
                                 " ",
                                 "{",
                                 "[1,]",
                                 "[1 2]",
                                 "{\"a\"}",
                                 "{\"a\":}",
                                 "{a:1}",
                                 "nul",
                                 "truex",
                                 "01",
                                 "+1",
                                 ".5",
                                 "1.",
                                 "1e",
                                 "1e9999999999999999999",
                                 "-1.5E-99999999999999999999",
                                 "NaN",
                                 "\"a",
                                 "\"\\x\"",
                                 "1 2",
                                 "{} {}",
                                 "[1] x",
                                 "\"\xff\"",
                                 "\"a\nb\"",
                                 "[",
                                 "]",
                                 "[1,2",
                                 "-"}) {
    EXPECT_FALSE(Json::Parse(text)) << text;
  }
  EXPECT_FALSE(Json::Parse(std::string(600, '[') + std::string(600, ']')));
  EXPECT_TRUE(Json::Parse(std::string(500, '[') + std::string(500, ']')));
}

TEST(Json, PassesOverAByteOrderMark) {
  EXPECT_EQ(RoundTrip("\xEF\xBB\xBF{\"a\":1}"), "{\"a\":1}");
  EXPECT_EQ(RoundTrip("\xEF\xBB\xBF 5"), "5");
  EXPECT_FALSE(Json::Parse("\xEF\xBB\xBF"));
  EXPECT_FALSE(Json::Parse("\xEF\xBB\xBF\xEF\xBB\xBF{}"));
  EXPECT_FALSE(Json::Parse("\xEF\xBB{}"));
  EXPECT_TRUE(Json::Parse("\xEF\xBB\xBF{\n  \"a\": nope\n}").error().message().contains("line 2, column 8"));
}

TEST(Json, EqualKeys) {
  EXPECT_EQ(RoundTrip(R"({"a":1,"b":2,"a":3})"), R"({"b":2,"a":3})");
  EXPECT_EQ(RoundTrip(R"({"a":1,"a":2,"b":4,"a":3,"c":5,"c":6})"), R"({"b":4,"a":3,"c":6})");
  EXPECT_FALSE(Json::Parse(R"({"a":1,"a":3})", {.reject_duplicate_keys = true}));
}

// The growth of the time for eight times as many keys, best of three: about 9 for constant cost per key, 64
// for quadratic cost.
double GrowthOf(const std::function<void(int keys)>& work) {
  const auto best = [&](int keys) {
    std::clock_t least = 0;
    for (int attempt = 0; attempt < 3; ++attempt) {
      const auto start = std::clock();
      work(keys);
      const auto took = std::max<std::clock_t>(std::clock() - start, 1);
      least = least == 0 ? took : std::min(least, took);
    }
    return static_cast<double>(least);
  };
  constexpr int kFew = 10'000;
  const auto few = best(kFew);
  return best(8 * kFew) / few;
}

std::string ObjectOf(int keys, const std::function<std::string(int)>& key) {
  std::string text = "{";
  for (int i = 0; i < keys; ++i) text += (i == 0 ? "\"" : ",\"") + key(i) + "\":1";
  return text + "}";
}

TEST(Json, EachKeyCostsTheSameHoweverManyThereAre) {
  const auto parse = [](const std::function<std::string(int)>& key) {
    return GrowthOf([&](int keys) { EXPECT_TRUE(Json::Parse(ObjectOf(keys, key))); });
  };
  EXPECT_LT(parse([](int) { return "a"; }), 30);
  EXPECT_LT(parse([](int i) { return std::to_string(i / 2); }), 30);
  EXPECT_LT(parse([](int i) { return std::to_string(i); }), 30);
  EXPECT_LT(GrowthOf([](int keys) {
              Json made;
              for (int i = 0; i < keys; ++i) made.Set(std::to_string(i), i);
              EXPECT_EQ(made.object().size(), static_cast<std::size_t>(keys));
            }),
            30);
}

TEST(Json, SetReplacesOrAppendsHoweverManyThereAre) {
  Json made;
  for (int i = 0; i < 100; ++i) made.Set("k" + std::to_string(i), i);
  const auto copy = made;
  for (int i = 0; i < 100; i += 3) made.Set("k" + std::to_string(i), "again");
  made.mutable_object()[50].first = "renamed";
  made.Set("k50", "new");
  made.Set("renamed", "changed");
  ASSERT_EQ(made.object().size(), 101U);
  EXPECT_EQ(made.object()[3].second.string(), "again");
  EXPECT_EQ(made.object()[50].second.string(), "changed");
  EXPECT_EQ(made.object().back().first, "k50");
  ASSERT_EQ(copy.object().size(), 100U);
  EXPECT_EQ(copy.Find("k99")->AsInt64(), 99);
  EXPECT_EQ(copy.Find("k3")->AsInt64(), 3);
}

TEST(Json, SaysWhereAnErrorIs) {
  const auto value = Json::Parse("{\n  \"a\": nope\n}");
  ASSERT_FALSE(value);
  EXPECT_NE(value.error().message().find("line 2"), std::string::npos) << value.error().message();
}

TEST(Json, ComparesByValue) {
  const auto equal = [](std::string_view a, std::string_view b) {
    return *Json::Parse(a) == *Json::Parse(b);
  };
  EXPECT_TRUE(equal("1", "1.0"));
  EXPECT_TRUE(equal("100", "1e2"));
  EXPECT_FALSE(equal("1", "1e999999999999999999"));
  EXPECT_FALSE(equal("1e999999999999999999", "1e999999999999999998"));
  EXPECT_TRUE(equal("10e999999999999999998", "1e000999999999999999999"));
  EXPECT_TRUE(equal("0", "-0.0"));
  EXPECT_TRUE(equal(R"({"a":1,"b":[2]})", R"({"b":[2.0],"a":1})"));
  EXPECT_FALSE(equal("1", "\"1\""));
  EXPECT_FALSE(equal("1", "1.0000000000000000000001"));
  EXPECT_FALSE(equal(R"({"a":1})", R"({"a":1,"b":1})"));
}

TEST(Json, SaysThatAnExponentIsTooLong) {
  const auto value = Json::Parse("{\"a\": 1e99999999999999999999}");
  ASSERT_FALSE(value);
  EXPECT_NE(value.error().message().find("exponent"), std::string::npos) << value.error().message();
  EXPECT_TRUE(*Json::Parse("1e0000000000000000000000000000002") == *Json::Parse("100"));
}

TEST(Json, OrdersNumbersExactly) {
  const std::vector<std::string> ascending = {"-1e400", "-2",     "-1.5", "-1",
                                              "0",      "1e-400", "0.1",  "0.10000000000000000000001",
                                              "1",      "1.5",    "15",   "1e400"};
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    for (std::size_t j = 0; j < ascending.size(); ++j) {
      EXPECT_TRUE(Json::CompareNumbers(*Json::Parse(ascending[i]), *Json::Parse(ascending[j])) == (i <=> j))
          << ascending[i] << " " << ascending[j];
    }
  }
  EXPECT_TRUE(Json::CompareNumbers(*Json::Parse("10e-1"), *Json::Parse("1.0")) == 0);
  EXPECT_TRUE(Json::CompareNumbers(*Json::Parse("-0"), *Json::Parse("0")) == 0);
}

TEST(Json, NamesTheKeyThatIsThereTwice) {
  const auto value = Json::Parse(R"({"a":1,"b":2,"a":3})", {.reject_duplicate_keys = true});
  ASSERT_FALSE(value);
  EXPECT_NE(value.error().message().find("\"a\" twice"), std::string::npos) << value.error().message();
}

TEST(Json, IntegersAndCopies) {
  EXPECT_EQ(Json::Parse("2e3")->AsInt64(), 2000);
  EXPECT_EQ(Json::Parse("-5.0")->AsInt64(), -5);
  EXPECT_EQ(Json::Parse("1.5")->AsInt64(), std::nullopt);
  EXPECT_EQ(Json::Parse("9223372036854775808")->AsInt64(), std::nullopt);
  const Json original = *Json::Parse(R"({"a":[1]})");
  Json copy = original;
  copy.Set("b", 2);
  EXPECT_EQ(original.Dump(), R"({"a":[1]})");
  EXPECT_EQ(copy.Dump(), R"({"a":[1],"b":2})");
}

// A message may quote the first bytes of a text and end within a character.
TEST(Json, IsUtf8WhateverItsTextsAre) {
  const auto check = [](std::string_view text, std::string_view expected) {
    EXPECT_EQ(JsonQuote(text), expected);
  };
  check("\xC3\xA9t\xC3\xA9", "\"\xC3\xA9t\xC3\xA9\"");
  check("\xC3\xA9t\xC3", "\"\xC3\xA9t\xEF\xBF\xBD\"");
  check("\xFF\xF0\x9F\x92", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
  check("\xF0\x9F\x92\xB6", "\"\xF0\x9F\x92\xB6\"");
}

}  // namespace
}  // namespace fxlake
