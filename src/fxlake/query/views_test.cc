// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/views.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "fxlake/query/sql_text.h"
#include "fxlake/query/test_engine.h"

namespace fxlake::query {
namespace {

// A lake of two sources: on 2 March USD was first recorded as 1.10, then replaced by 1.20 at noon of the 3rd.
class ViewsTest : public testing::Test {
 protected:
  ViewsTest()
      : root_((std::filesystem::temp_directory_path() / fmt::format("fxlake views [{}] *", getpid()))
                  .string()) {
    Write("exchange_rates", "ecb", "2026",
          "('EUR', 'USD', 1.20, DATE '2026-03-02', TIMESTAMPTZ '2026-03-03 12:00:00+00', 'raw/b')", false);
    Write("exchange_rates", "ecb", "2025",
          "('EUR', 'USD', 1.05, DATE '2025-03-02', TIMESTAMPTZ '2025-03-02 16:00:00+00', 'raw/a')", false);
    Write("exchange_rates", "boc", "2026",
          "('USD', 'CAD', 1.36, DATE '2026-03-02', TIMESTAMPTZ '2026-03-02 22:00:00+00', 'raw/c')", false);
    Write("exchange_rates_revisions", "ecb", "2026",
          "('EUR', 'USD', 1.10, DATE '2026-03-02', TIMESTAMPTZ '2026-03-02 16:00:00+00', 'raw/a', "
          "TIMESTAMPTZ '2026-03-03 12:00:00+00')",
          true);
  }
  ~ViewsTest() override { std::filesystem::remove_all(root_); }

  void Write(const std::string& table, const std::string& source, const std::string& year,
             const std::string& values, bool revisions) {
    const std::string key = fmt::format("processed/{}/source={}/year={}/rates.parquet", table, source, year);
    const std::filesystem::path path = std::filesystem::path(root_) / key;
    std::filesystem::create_directories(path.parent_path());
    const std::string rows = fmt::format(
        "SELECT base_currency, target_currency, CAST(rate AS DECIMAL(18,10)) AS rate, date, recorded_at, "
        "raw_object{} FROM (VALUES {}) "
        "t(base_currency, target_currency, rate, date, recorded_at, raw_object{})",
        revisions ? ", superseded_at" : "", values, revisions ? ", superseded_at" : "");
    const auto written = CopyToParquet(*engine_, rows + " ; ", path.string());
    ASSERT_TRUE(written.has_value()) << written.error().message();
    (revisions ? files_.revisions : files_.rates).push_back(key);
    files_.root = root_;
  }

  void Check(const std::string& sql, const std::vector<std::string>& expected) {
    SCOPED_TRACE(sql);
    const auto table = RunToTable(*engine_, sql);
    ASSERT_TRUE(table.has_value()) << table.error().message();
    std::vector<std::string> rows;
    for (const auto& row : table->rows) {
      std::string& text = rows.emplace_back();
      for (const auto& cell : row) text += (text.empty() ? "" : " ") + cell.value_or("-");
    }
    EXPECT_EQ(rows, expected);
  }

  std::unique_ptr<DuckDbEngine> engine_ = OpenTestEngine();
  std::string root_;
  LakeFiles files_;
};

TEST_F(ViewsTest, ParquetHoldsExactlyWhatWasSelected) {
  const std::string path = root_ + "/exact.parquet";
  const auto check = [&](const std::string& sql, const std::string& types, const std::string& values) {
    SCOPED_TRACE(sql);
    const auto written = CopyToParquet(*engine_, sql, path);
    ASSERT_TRUE(written.has_value()) << written.error().message();
    Check("SELECT column_type FROM (DESCRIBE SELECT * FROM '" + path + "')", {types});
    Check("SELECT * FROM '" + path + "'", {values});
  };
  check("SELECT sum(x) AS s FROM (VALUES (9007199254740993::BIGINT), (0)) t(x)", "DECIMAL(38,0)",
        "9007199254740993");
  check("SELECT 18446744073709551617::UHUGEINT AS \"odd \"\"name\"\"\"", "DECIMAL(38,0)",
        "18446744073709551617");
  check("SELECT [9007199254740993::HUGEINT, NULL] AS l;", "DECIMAL(38,0)[]", "[9007199254740993, NULL]");
  check("SELECT {'HUGEINT': 1, 'INTERVAL': 2::HUGEINT, 'a HUGEINT': 3} AS s",
        "STRUCT(HUGEINT INTEGER, \"INTERVAL\" DECIMAL(38,0), \"a HUGEINT\" INTEGER)",
        "{'HUGEINT': 1, 'INTERVAL': 2, 'a HUGEINT': 3}");
  check("WITH w AS (SELECT 'a -- b' AS t) SELECT * FROM w -- end", "VARCHAR", "a -- b");
  const auto refused = [&](const std::string& sql) {
    return !CopyToParquet(*engine_, sql, path).has_value();
  };
  EXPECT_TRUE(refused("SELECT '170141183460469231731687303715884105727'::HUGEINT AS h"));
  EXPECT_TRUE(refused("SELECT INTERVAL '1 microsecond' AS i"));
  EXPECT_TRUE(refused("SELECT TIMETZ '12:00:00+02' AS z"));
}

TEST_F(ViewsTest, ShowTheNewestValuesWithTheirSourceAndYear) {
  ASSERT_TRUE(Execute(*engine_, CreateViews(files_)).has_value());
  Check(
      "SELECT source, year, base_currency, target_currency, rate, date, recorded_at, raw_object FROM "
      "exchange_rates ORDER BY source, year",
      {"boc 2026 USD CAD 1.3600000000 2026-03-02 2026-03-02T22:00:00Z raw/c",
       "ecb 2025 EUR USD 1.0500000000 2025-03-02 2025-03-02T16:00:00Z raw/a",
       "ecb 2026 EUR USD 1.2000000000 2026-03-02 2026-03-03T12:00:00Z raw/b"});
  Check("SELECT source, year, rate, superseded_at FROM exchange_rates_revisions",
        {"ecb 2026 1.1000000000 2026-03-03T12:00:00Z"});
}

TEST_F(ViewsTest, AnswerWhatWasKnownAtATime) {
  ASSERT_TRUE(Execute(*engine_, CreateViews(files_)).has_value());
  const std::string rates =
      "SELECT source, rate FROM exchange_rates_as_of({}) WHERE year = 2026 ORDER BY source";
  Check(fmt::format(fmt::runtime(rates), "'2026-03-02T15:59:59Z'"), {});
  Check(fmt::format(fmt::runtime(rates), "'2026-03-02T16:00:00Z'"), {"ecb 1.1000000000"});
  Check(fmt::format(fmt::runtime(rates), "DATE '2026-03-03'"), {"boc 1.3600000000", "ecb 1.1000000000"});
  Check(fmt::format(fmt::runtime(rates), "TIMESTAMPTZ '2026-03-03 11:59:59.999999+00'"),
        {"boc 1.3600000000", "ecb 1.1000000000"});
  Check(fmt::format(fmt::runtime(rates), "TIMESTAMPTZ '2026-03-03 12:00:00+00'"),
        {"boc 1.3600000000", "ecb 1.2000000000"});
}

TEST_F(ViewsTest, TurnBackAsAWhole) {
  ASSERT_TRUE(Execute(*engine_, CreateViews(files_, *Instant::Parse("2026-03-02T20:00:00Z"))).has_value());
  Check("SELECT year, rate FROM exchange_rates ORDER BY year", {"2025 1.0500000000", "2026 1.1000000000"});
  Check("SELECT count(*) FROM exchange_rates_revisions", {"0"});
}

TEST_F(ViewsTest, HaveTheirColumnsWithoutAnyFile) {
  ASSERT_TRUE(Execute(*engine_, CreateViews({.root = root_, .rates = {}, .revisions = {}})).has_value());
  const auto table = RunToTable(*engine_, "SELECT * FROM exchange_rates");
  ASSERT_TRUE(table.has_value()) << table.error().message();
  EXPECT_EQ(table->columns, std::vector(ExchangeRatesColumns().begin(), ExchangeRatesColumns().end()));
  EXPECT_TRUE(table->rows.empty());
  Check("SELECT count(*) FROM exchange_rates_as_of('2026-03-03')", {"0"});
  Check("SELECT count(superseded_at) FROM exchange_rates_revisions", {"0"});
}

TEST_F(ViewsTest, ReadOnlyTheFilesGiven) {
  files_.rates.pop_back();
  ASSERT_TRUE(Execute(*engine_, CreateViews(files_)).has_value());
  Check("SELECT DISTINCT source FROM exchange_rates", {"ecb"});
}

TEST(SqlTextTest, Quotes) {
  EXPECT_EQ(SqlString("it's"), "'it''s'");
  EXPECT_EQ(SqlName("a \"b\""), "\"a \"\"b\"\"\"");
  EXPECT_EQ(WithoutTerminator("SELECT 1 ;\n; "), "SELECT 1");
  EXPECT_EQ(WithoutTerminator(" ; "), "");
}

}  // namespace
}  // namespace fxlake::query
