// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/body/csv_parts.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "fxlake/sources/body/read.h"
#include "fxlake/sources/test_bank.h"

namespace fxlake::sources {
namespace {

constexpr auto kReader = R"(
  format = "csv"
  rows = "*/{quote}"
  date = "../Date"
  base = { value = "EUR" }
  rate = "."
  skip = [{ path = ".", is = "9.99" }])";

// 27 years of weekdays and three currencies, some with missing, invalid or skipped rates.
std::string Table() {
  std::string text = "Date,USD,JPY,GBP,\n";
  const auto first = Date::FromCivil(1999, 1, 4)->days();
  for (int day = 0; day < 20'000; ++day) {
    const auto jpy = day % 11 == 0 ? "N/A" : day % 997 == 0 ? "-3" : day % 1009 == 0 ? "9.99" : "133.73";
    text += fmt::format("{},1.{:04},{},0.{:05},\r\n", Date::FromDays(first + day).ToString(), day % 9000 + 1,
                        jpy, day % 7000 + 1);
  }
  return text;
}

void ExpectSameRows(const std::vector<Rejection>& some, const std::vector<Rejection>& others) {
  ASSERT_EQ(some.size(), others.size());
  for (std::size_t i = 0; i < some.size(); ++i) {
    EXPECT_EQ(some[i].row, others[i].row);
    EXPECT_EQ(some[i].cells, others[i].cells);
    EXPECT_EQ(some[i].reason, others[i].reason);
  }
}

TEST(CsvParts, ThreadsReadWhatOneReads) {
  const auto spec = TestBank(std::string(kReader) + "\n  no_rate = [\"N/A\"]");
  ASSERT_TRUE(spec) << spec.error().message();
  const auto& reader = spec->readers.front();
  const auto table = Table();
  ASSERT_GT(CutCsv(reader, SourcesOf(reader), table, std::size_t{256} << 10).parts.size(), 1U);
  const auto one = ReadBody(reader, table, {}, 1), many = ReadBody(reader, table, {}, 3);
  ASSERT_TRUE(one && many);
  EXPECT_EQ(one->observations, many->observations);
  EXPECT_EQ(one->rows, 60'000U);
  EXPECT_EQ(many->rows, one->rows);
  EXPECT_GT(one->rejected_count, 15U);
  EXPECT_EQ(many->rejected_count, one->rejected_count);
  EXPECT_EQ(many->no_rate, one->no_rate);
  EXPECT_EQ(many->skipped, one->skipped);
  ExpectSameRows(many->rejected, one->rejected);
  ExpectSameRows(many->skipped_rows, one->skipped_rows);
}

TEST(CsvParts, AnErrorNamesTheLineOfTheWhole) {
  const auto spec = TestBank(std::string(kReader) + "\n  no_rate = [\"N/A\"]");
  ASSERT_TRUE(spec) << spec.error().message();
  auto table = Table();
  table.replace(table.rfind("133.73"), 6, "133,73");
  const auto one = ReadBody(spec->readers.front(), table, {}, 1),
             many = ReadBody(spec->readers.front(), table, {}, 3);
  ASSERT_FALSE(one);
  ASSERT_FALSE(many);
  EXPECT_EQ(many.error().message(), one.error().message());
  EXPECT_NE(many.error().message().find("line 20"), std::string::npos) << many.error().message();
}

TEST(CsvParts, CutsAtEndsOfLinesAndNothingIsLost) {
  const auto spec = TestBank(kReader);
  ASSERT_TRUE(spec) << spec.error().message();
  struct Case {
    std::string document;
    std::string expected;  // header and parts, separated by bars
  };
  const std::vector<Case> cases = {
      {"Date,USD\na,1\nb,2\nc,3\n", "Date,USD\n|a,1\nb,2\n|c,3\n"},
      {"\r\nDate,USD\r\na,1\r\nb,2\r\nc,3", "\r\nDate,USD\r\n|a,1\r\nb,2\r\n|c,3"},
      {"Date,USD\n", ""},
      {"Date,USD\na,\"1\"\nb,2\nc,3\n", ""},
  };
  for (const auto& [document, expected] : cases) {
    const auto cut = CutCsv(spec->readers.front(), SourcesOf(spec->readers.front()), document, 5);
    std::string text(cut.header);
    for (const auto part : cut.parts) text.append("|").append(part);
    EXPECT_EQ(text, expected);
  }
}

TEST(CsvParts, RowsThatLeanOnOthersStayTogether) {
  for (const std::string more :
       {"carry = [\"date\"]", "fill_down = [\"Date\"]", "header = [\"Date\"]", "header_rows = 2", "fold = 2",
        "transpose = true", "banners = { year = \"([0-9]+)\" }"}) {
    const auto spec = TestBank(std::string(kReader) + "\n  " + more);
    ASSERT_TRUE(spec) << more << ": " << spec.error().message();
    EXPECT_TRUE(
        CutCsv(spec->readers.front(), SourcesOf(spec->readers.front()), "Date,USD\na,1\nb,2\nc,3\n", 5)
            .parts.empty())
        << more;
  }
}

}  // namespace
}  // namespace fxlake::sources
