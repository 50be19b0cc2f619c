// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/row/row_interpreter.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "fxlake/sources/body/read.h"
#include "fxlake/sources/test_bank.h"

namespace fxlake::sources {
namespace {

std::string ToText(const Result<ReadOutcome>& outcome) {
  if (!outcome) return "an error, whose text quotes the body";
  std::string text =
      fmt::format("rows {} no rate {} skipped {} rounded {} rejected {}\n", outcome->rows, outcome->no_rate,
                  outcome->skipped, outcome->rounded, outcome->rejected_count);
  for (std::size_t i = 0; i < outcome->observations.size(); ++i) {
    const auto row = outcome->observations.At(i);
    text += row.date.ToString() + " " + row.pair.ToString() + " " + row.rate.ToString() + "\n";
  }
  for (const auto& [row, cells, reason, where] : outcome->rejected)
    text += fmt::format("{} {} {} {}\n", row, cells, reason, where);
  for (const auto& [label, count] : outcome->unknown_labels) text += fmt::format("{} {}\n", label, count);
  return text;
}

class Documents {
 public:
  std::string Rate() {
    const auto number = fmt::format("{}.{}", random_() % 2000, random_() % 100'000);
    switch (random_() % 12) {
      case 0: return "null";
      case 1: return "\"\"";
      case 2: return "\"-\"";
      case 3: return "0";
      case 4: return "-" + number;
      case 5: return number + "e1";
      case 6: return fmt::format("{}.{:015}", random_() % 100, random_());
      case 7: return "\"" + number + "\"";
      case 8: return "\" " + number + "\"";
      default: return number;
    }
  }
  std::string Code() {
    constexpr const char* kCodes[] = {"USD", "GBP", "JPY", "CHF",       "SEK",
                                      "NOK", "eur", "XQX", "US dollar", "EUR"};
    return kCodes[random_() % std::size(kCodes)];
  }
  std::string Day() {
    return random_() % 8 == 0 ? "2026-02-30" : fmt::format("2026-04-{:02}", 1 + random_() % 28);
  }
  // An object of the members; `escaped` makes it one that no fast path reads.
  std::string Object(std::vector<std::string> members, bool escaped) {
    if (escaped) members.insert(members.begin(), "\"not\\u0065\": \"a\"");
    std::string text;
    for (const auto& member : members) text += (text.empty() ? "{" : ", ") + member;
    return text + "}";
  }
  std::mt19937& random() { return random_; }

 private:
  std::mt19937 random_{20260414};
};

constexpr const char* kCommon =
    "format = \"json\"\nbase = { value = \"EUR\" }\nno_rate = [\"\", \"-\"]\nmay_be_empty = true\n";
// A rule about a currency that does not occur, which makes every row take the general path.
constexpr const char* kGeneral = "expect = { XAU = \"1 to 2\" }\n";

// TakeAtOnce and ReadPlainObject give what Interpret and simdjson give.
TEST(RowInterpreter, FastPathsAgreeOnRowsOfMembers) {
  const auto keys = std::string(kCommon) + "rows = \"*\"\ndate = \"d\"\nquote = \"c\"\nrate = \"r\"\n";
  const auto fast = TestBank(keys), general = TestBank(keys + kGeneral);
  ASSERT_TRUE(fast && general);
  Documents documents;
  std::uint64_t observations = 0;
  for (int round = 0; round < 500; ++round) {
    std::string plain = "[", escaped = "[";
    const auto rows = documents.random()() % 30;
    for (std::size_t i = 0; i < rows; ++i) {
      std::vector<std::string> members = {"\"d\": \"" + documents.Day() + "\"",
                                          "\"c\": \"" + documents.Code() + "\"",
                                          "\"r\": " + documents.Rate()};
      if (documents.random()() % 10 == 0) members.push_back("\"more\": {\"r\": 7}");
      if (documents.random()() % 10 == 0) members.pop_back();
      std::ranges::shuffle(members, documents.random());
      for (auto* text : {&plain, &escaped})
        *text += (i > 0 ? ", " : "") + documents.Object(members, text == &escaped);
    }
    plain += "]", escaped += "]";
    const auto expected = ReadBody(general->readers.front(), escaped, {});
    ASSERT_EQ(ToText(ReadBody(fast->readers.front(), plain, {})), ToText(expected)) << plain;
    ASSERT_EQ(ToText(ReadBody(fast->readers.front(), escaped, {})), ToText(expected)) << plain;
    ASSERT_EQ(ToText(ReadBody(general->readers.front(), plain, {})), ToText(expected)) << plain;
    if (expected) observations += expected->observations.size();
  }
  EXPECT_GT(observations, 300U);
}

// TakeRun gives what Take gives for each of the run's rows.
TEST(RowInterpreter, RunsAgreeWithTheirRows) {
  const auto keys = std::string(kCommon) + "rows = \"*/rates/{quote}\"\ndate = \"../../d\"\nrate = \".\"\n";
  const auto fast = TestBank(keys), general = TestBank(keys + kGeneral);
  ASSERT_TRUE(fast) << fast.error().message();
  ASSERT_TRUE(general);
  Documents documents;
  std::uint64_t observations = 0;
  for (int round = 0; round < 500; ++round) {
    std::string body = "[";
    const auto days = documents.random()() % 8;
    for (std::size_t i = 0; i < days; ++i) {
      std::vector<std::string> members;
      for (const auto* code : {"USD", "GBP", "JPY", "XQX", "CHF", "eur", "SEK"}) {
        if (documents.random()() % 4 != 0)
          members.push_back(fmt::format("\"{}\": {}", code, documents.Rate()));
      }
      std::ranges::shuffle(members, documents.random());
      body += fmt::format("{}{{\"d\": \"{}\", \"rates\": {}}}", i > 0 ? ", " : "", documents.Day(),
                          members.empty() ? "{}" : documents.Object(members, documents.random()() % 4 == 0));
    }
    body += "]";
    const auto expected = ReadBody(general->readers.front(), body, {});
    ASSERT_EQ(ToText(ReadBody(fast->readers.front(), body, {})), ToText(expected)) << body;
    if (expected) observations += expected->observations.size();
  }
  EXPECT_GT(observations, 300U);
}

}  // namespace
}  // namespace fxlake::sources
