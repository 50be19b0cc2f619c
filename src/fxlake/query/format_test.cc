// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/format.h"

#include <gtest/gtest.h>

#include "fxlake/base/json.h"

namespace fxlake::query {
namespace {

const std::vector<Column> kColumns = {
    {"pair", "VARCHAR", ValueKind::text}, {"rate", "DECIMAL(18,10)", ValueKind::decimal},
    {"n", "INTEGER", ValueKind::integer}, {"x", "DOUBLE", ValueKind::real},
    {"date", "DATE", ValueKind::date},
};

RowBatch Batch(const std::vector<std::vector<std::optional<std::string>>>& rows) {
  RowBatch batch;
  batch.columns.resize(kColumns.size());
  batch.rows = rows.size();
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i]) {
        batch.columns[i].Append(*row[i]);
      } else {
        batch.columns[i].AppendNull();
      }
    }
  }
  return batch;
}

const RowBatch kFirst = Batch({{"EUR/USD", "1.1684000000", "7", "0.5", "2026-04-13"},
                               {"a \"b\", c", "20082.0500000000", "-12", "nan", std::nullopt}});
const RowBatch kSecond = Batch({{"", "3.0000000000", std::nullopt, "1e+22", "1999-01-04"}});

void Check(Format format, const FormatOptions& options, const std::string& expected) {
  std::string text;
  const auto sink = MakeFormat(
      format,
      [&](std::string_view part) -> Result<void> {
        text += part;
        return {};
      },
      options);
  ASSERT_TRUE(sink->Begin(kColumns).has_value());
  ASSERT_TRUE(sink->Rows(kFirst).has_value());
  ASSERT_TRUE(sink->Rows(kSecond).has_value());
  ASSERT_TRUE(sink->End().has_value());
  EXPECT_EQ(text, expected);
}

TEST(FormatTest, WritesTables) {
  Check(Format::table, {},
        "pair            rate    n      x  date\n"
        "────────  ──────────  ───  ─────  ──────────\n"
        "EUR/USD       1.1684    7    0.5  2026-04-13\n"
        "a \"b\", c  20082.05    -12    nan\n"
        "              3.00         1e+22  1999-01-04\n");
  Check(Format::table, {.max_rows = 1, .max_width = 4},
        "pair    rate  n    x  date\n"
        "────  ──────  ─  ───  ────\n"
        "EUR…  1.1684  7  0.5  202…\n"
        "… 2 more rows\n");
}

TEST(FormatTest, WritesCsv) {
  Check(Format::csv, {},
        "pair,rate,n,x,date\n"
        "EUR/USD,1.1684000000,7,0.5,2026-04-13\n"
        "\"a \"\"b\"\", c\",20082.0500000000,-12,nan,\n"
        "\"\",3.0000000000,,1e+22,1999-01-04\n");
}

TEST(FormatTest, WritesJson) {
  Check(Format::json, {},
        "[\n"
        R"({"pair":"EUR/USD","rate":1.1684000000,"n":7,"x":0.5,"date":"2026-04-13"})"
        ",\n"
        R"({"pair":"a \"b\", c","rate":20082.0500000000,"n":-12,"x":null,"date":null})"
        ",\n"
        R"({"pair":"","rate":3.0000000000,"n":null,"x":1e+22,"date":"1999-01-04"})"
        "\n]\n");
}

TEST(FormatTest, WritesJsonLinesThatParse) {
  Check(Format::ndjson, {},
        R"({"pair":"EUR/USD","rate":1.1684000000,"n":7,"x":0.5,"date":"2026-04-13"})"
        "\n"
        R"({"pair":"a \"b\", c","rate":20082.0500000000,"n":-12,"x":null,"date":null})"
        "\n"
        R"({"pair":"","rate":3.0000000000,"n":null,"x":1e+22,"date":"1999-01-04"})"
        "\n");
}

TEST(FormatTest, WritesAnEmptyResult) {
  for (const auto& [format, expected] : {std::pair(Format::json, "[]\n"), std::pair(Format::ndjson, ""),
                                         std::pair(Format::csv, "a\n"), std::pair(Format::table, "a\n─\n")}) {
    std::string text;
    const auto sink = MakeFormat(format, [&](std::string_view part) -> Result<void> {
      text += part;
      return {};
    });
    const Column column{"a", "VARCHAR", ValueKind::text};
    ASSERT_TRUE(sink->Begin(std::span(&column, 1)).has_value());
    ASSERT_TRUE(sink->End().has_value());
    EXPECT_EQ(text, expected);
  }
}

TEST(FormatTest, KnowsItsNames) {
  EXPECT_EQ(*ParseFormat("ndjson"), Format::ndjson);
  EXPECT_EQ(ParseFormat("xls").error().message(),
            "selecting a format: expected one of table, csv, json, ndjson, arrow, not \"xls\"");
}

}  // namespace
}  // namespace fxlake::query
