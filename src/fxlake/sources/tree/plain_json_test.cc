// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/tree/plain_json.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "fxlake/sources/body/read.h"
#include "fxlake/sources/test_bank.h"

namespace fxlake::sources {
namespace {

// The cells of "code" and "rate" in an object, or "not plain".
std::string CellsOf(std::string object) {
  const auto end = object.size();
  object.append(64, '\0');
  const std::vector<RowProgram::LookUp> look_ups = {{.cell = 0, .steps = {"code"}},
                                                    {.cell = 1, .steps = {"rate"}}};
  Cells cells(2);
  const auto read = ReadPlainObject(object.data(), object.data() + end, look_ups, cells);
  if (read == Plain::less) return "not plain";
  return fmt::format("{} {}{}", cells[0].value_or("nothing"), cells[1].value_or("nothing"),
                     read == Plain::all ? "" : " and more");
}

void Check(const std::string& object, std::string_view expected) {
  EXPECT_EQ(CellsOf(object), expected) << object;
}

TEST(PlainJson, ReadsObjectsOfPlainMembers) {
  Check(R"({"code":"USD","rate":1.25})", "USD 1.25");
  Check(R"({ "rate" : -1.5e+3 ,
    "other": true, "code":"USD" }, {"code":"EUR"})",
        "USD -1.5e+3");
  Check(R"({"name":"a, \u007d","code":"U"})", "not plain");
  Check(R"({"name":"a, }","code":"U"})", "U nothing");
  Check(R"({"code":null,"rate":"null"})", "nothing null");
}

TEST(PlainJson, GoesAsFarAsItHasTo) {
  Check(R"({"code":"USD","rate":1.5,"more":{"rate":2}})", "USD 1.5 and more");
  Check(R"({"code":"USD","name":"a","rate":null,"more":[1],"code":2})", "USD nothing and more");
  Check(R"({"code":"USD","rate":1.5,"n\u0061me":"a"})", "USD 1.5 and more");
}

TEST(PlainJson, LeavesOthersAlone) {
  Check("{}", "not plain");
  Check("[1]", "not plain");
  Check(R"({"code":"USD","rate":{"mid":1}})", "not plain");
  Check(R"({"code":"USD","rates":[1],"rate":1})", "not plain");
  Check(R"({"code":"U\u0053D","rate":1})", "not plain");
  Check(R"({"c\u006fde":"USD","rate":1})", "not plain");
  Check(R"({"code":"USD","code":"EUR"})", "not plain");
  Check(R"({"code":"USD" "rate":1})", "not plain");
  Check(R"({"code":"USD")", "not plain");
  Check(R"({"code":"USD","rate":1)", "not plain");
  Check(R"({"code":"USD","rate":})", "not plain");
  Check(R"({"code":1{"rate":1})", "not plain");
}

// The result does not depend on how an object is read: some of these are not plain.
TEST(PlainJson, MakesNoDifference) {
  const auto spec = TestBank(
      "format = \"json\"\nrows = \"*\"\ndate = \"d\"\nbase = \"c\"\nquote = { value = \"EUR\" }\nrate = "
      "\"r\"\n");
  ASSERT_TRUE(spec);
  const auto outcome =
      ReadBody(spec->readers.front(),
               R"([{"d":"2026-04-13","c":"USD","r":1.5}, {"d":"2026-04-13","c":"\u0047BP","r":"1.25"},
    {"r":null,"c":"JPY","d":"2026-04-13","more":{"r":7}}, {"more":[{"r":7}],"r":2,"c":"CHF","d":"2026-04-13"},
    {"d":"2026-04-14","c":"USD","r":1.6}])",
               {});
  ASSERT_TRUE(outcome) << outcome.error().message();
  std::string rows;
  for (std::size_t i = 0; i < outcome->observations.size(); ++i) {
    const auto row = outcome->observations.At(i);
    rows += fmt::format("{} {} {};", row.date.ToString(), row.pair.ToString(), row.rate.ToString());
  }
  EXPECT_EQ(rows,
            "2026-04-13 USD/EUR 1.5;2026-04-13 GBP/EUR 1.25;2026-04-13 CHF/EUR 2;2026-04-14 USD/EUR 1.6;");
  EXPECT_EQ(outcome->no_rate, 1U);
  for (const auto* broken :
       {R"([{"d":"2026-04-13","c":"USD","r":1.5} {"d":1}])", R"([{"d":"2026-04-13","c":"USD","r":1.5}] 7)",
        R"([{"d":"2026-04-13","c":"USD","r":1.5})", R"([{"d":"2026-04-13","c":"USD","r":1.5)"}) {
    EXPECT_FALSE(ReadBody(spec->readers.front(), broken, {})) << broken;
  }
}

// Fields within members, several of one member, before and after other members.
TEST(PlainJson, LooksIntoMembers) {
  const auto spec = TestBank(
      "format = \"json\"\nrows = \"data/*\"\ndate = \"/as/of\"\nbase = \"currency/iso3\"\nquote = { value = "
      "\"EUR\" }\n"
      "units = { any = [\"currency/unit\", { value = \"1\" }] }\nrate = \"buy\"\n");
  ASSERT_TRUE(spec);
  const auto outcome = ReadBody(spec->readers.front(), R"({"as": {"at": 1, "of": "2026-04-14"}, "data": [
    {"buy": "2", "currency": {"unit": 100, "name": "Yen", "iso3": "JPY"}, "more": [1, {"buy": 7}]},
    {"more": {"currency": 1}, "currency": {"iso3": "USD"}, "buy": 1.25, "buy": 9}, {"currency": "GBP", "buy": 3, "more": {}}], "end": {}})",
                                {});
  ASSERT_TRUE(outcome) << outcome.error().message();
  ASSERT_EQ(outcome->observations.size(), 2U);
  EXPECT_EQ(outcome->observations.At(0).pair.ToString() + " " + outcome->observations.At(0).rate.ToString(),
            "JPY/EUR 0.02");
  EXPECT_EQ(outcome->observations.At(1).pair.ToString() + " " + outcome->observations.At(1).rate.ToString(),
            "USD/EUR 1.25");
  ASSERT_EQ(outcome->rejected.size(), 1U);
  EXPECT_EQ(outcome->rejected.front().reason, "the row has no base");
}

}  // namespace
}  // namespace fxlake::sources
