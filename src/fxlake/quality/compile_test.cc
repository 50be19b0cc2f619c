// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/compile.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "fxlake/quality/check.h"
#include "fxlake/quality/parse.h"
#include "fxlake/query/test_engine.h"

namespace fxlake::quality {
namespace {

// A table t of four rows, one of them with NULLs; now() is noon of 2026-04-14.
class CompileTest : public testing::Test {
 protected:
  CompileTest() {
    const auto made = query::Execute(
        *engine_,
        "CREATE TABLE t AS SELECT * FROM (VALUES"
        " (1, 'EUR', 1.10::DECIMAL(18,10), DATE '2026-04-13', TIMESTAMPTZ '2026-04-14 10:00:00+00', '1', "
        "true),"
        " (2, 'EUR', 2.20, DATE '2026-04-10', TIMESTAMPTZ '2026-04-14 11:00:00+00', '2.5', true),"
        " (3, '', 3.30, DATE '2026-04-09', TIMESTAMPTZ '2026-04-13 11:00:00+00', '2026-01-01', false),"
        " (4, NULL, NULL, NULL, TIMESTAMPTZ '2026-04-14 12:30:00+00', NULL, true)"
        ") v(id, code, rate, day, seen, word, flag)");
    EXPECT_TRUE(made.has_value()) << made.error().message();
    options_.table = "t";
    options_.columns = query::RunToTable(*engine_, "SELECT * FROM t LIMIT 0")->columns;
    options_.now = *Instant::Parse("2026-04-14T12:00:00Z");
  }

  void Check(const std::string& rule, Outcome outcome, const std::string& observed,
             const std::string& expected = "") {
    SCOPED_TRACE(rule);
    const auto rules = ParseDqdl("Rules = [" + rule + "]");
    ASSERT_TRUE(rules.has_value()) << rules.error().message();
    const auto table = query::RunToTable(*engine_, CompileRules(*rules, options_));
    ASSERT_TRUE(table.has_value()) << table.error().message() << CompileRules(*rules, options_);
    const auto report = ReadVerdicts(*table, 1);
    ASSERT_TRUE(report.has_value()) << report.error().message();
    EXPECT_EQ(report->verdicts[0].outcome, outcome) << report->verdicts[0].observed;
    EXPECT_EQ(report->verdicts[0].observed, observed);
    if (!expected.empty()) {
      EXPECT_EQ(report->verdicts[0].expected, expected);
    }
  }
  void CheckPass(const std::string& rule, const std::string& observed, const std::string& expected = "") {
    Check(rule, Outcome::pass, observed, expected);
  }
  void CheckFail(const std::string& rule, const std::string& observed, const std::string& expected = "") {
    Check(rule, Outcome::fail, observed, expected);
  }

  std::unique_ptr<query::DuckDbEngine> engine_ = query::OpenTestEngine();
  CompileOptions options_;
};

TEST_F(CompileTest, RulesAboutTheTable) {
  CheckPass("RowCount = 4", "4", "= 4");
  CheckPass("RowCount = 2 where \"code = 'EUR'\"", "2");
  CheckFail("RowCount between 4 and 9", "4", "between 4 and 9");
  CheckPass("RowCount not between 4 and 9", "4");
  CheckPass("RowCount in [3, 4]", "4");
  CheckPass("ColumnCount = 7", "7");
  CheckFail("ColumnCount > 7", "7");
  CheckPass("ColumnExists \"rate\"", "there");
  CheckFail("ColumnExists \"ratio\"", "missing");
}

TEST_F(CompileTest, RulesAboutCompletenessAndKeys) {
  CheckPass("IsComplete \"id\"", "0 of 4 rows fail", "no NULL");
  CheckFail("IsComplete \"rate\"", "1 of 4 rows fail");
  CheckPass("IsComplete \"rate\" where \"id < 4\"", "0 of 3 rows fail");
  CheckPass("Completeness \"rate\" >= 0.75", "0.750000");
  CheckFail("Completeness \"rate\" > 0.75", "0.750000");
  CheckPass("Completeness \"rate\" > 0.75 where \"id > 9\"", "1.000000");
  CheckPass("IsPrimaryKey \"id\"", "0 rows share a key, 0 have NULL in it");
  CheckFail("IsPrimaryKey \"code\"", "2 rows share a key, 1 have NULL in it");
  CheckPass("IsPrimaryKey \"id\" \"flag\"", "0 rows share a key, 0 have NULL in it");
  CheckPass("IsUnique \"rate\"", "0 rows share a value");
  CheckFail("IsUnique \"code\"", "2 rows share a value");
  CheckFail("Uniqueness \"code\" > 0.5", "0.333333");
  CheckPass("Uniqueness \"code\" \"day\" = 1", "1.000000");
}

TEST_F(CompileTest, RulesAboutValues) {
  CheckFail("ColumnValues \"rate\" > 0", "1 of 4 rows fail", "> 0");
  CheckPass("ColumnValues \"rate\" > 0 where \"rate is not null\"", "0 of 3 rows fail");
  CheckPass("ColumnValues \"rate\" != 9", "0 of 4 rows fail");
  CheckFail("ColumnValues \"rate\" != 1.1", "1 of 4 rows fail");
  CheckFail("ColumnValues \"rate\" != NULL", "1 of 4 rows fail");
  CheckFail("ColumnValues \"id\" between 1 and 4", "2 of 4 rows fail");
  CheckPass("ColumnValues \"rate\" > 0 with threshold >= 0.75", "0.750000 of the rows pass",
            "> 0, share of rows >= 0.75");
  CheckFail("ColumnValues \"rate\" > 0 with threshold > 0.75", "0.750000 of the rows pass");
  CheckPass("ColumnValues \"code\" in [\"EUR\", NULL, EMPTY]", "0 of 4 rows fail");
  CheckFail("ColumnValues \"code\" in [\"EUR\"]", "2 of 4 rows fail");
  CheckFail("ColumnValues \"code\" not in [\"EUR\"]", "2 of 4 rows fail");
  CheckFail("ColumnValues \"code\" not in [\"EUR\", NULL]", "3 of 4 rows fail");
  CheckFail("ColumnValues \"code\" matches \"E\"", "4 of 4 rows fail");
  CheckFail("ColumnValues \"code\" matches \"[A-Z]{3}\"", "2 of 4 rows fail");
  CheckPass("ColumnValues \"code\" not matches \"USD\"", "0 of 4 rows fail");
  CheckFail("ColumnValues \"code\" != WHITESPACES_ONLY where \"id = 99\" with threshold < 1",
            "1.000000 of the rows pass");
  CheckFail("ColumnValues \"day\" = \"2026-04-13\"", "3 of 4 rows fail");
  CheckFail("ColumnValues \"day\" >= (now() - 5 days)", "2 of 4 rows fail", ">= now() - 5 days");
  CheckFail("ColumnValues \"seen\" <= now()", "1 of 4 rows fail");
  CheckFail("ColumnValues \"seen\" > \"2026-04-14\"", "1 of 4 rows fail");
  CheckPass("ColumnValues \"flag\" in [\"true\", \"false\"]", "0 of 4 rows fail");
  CheckFail("DataFreshness \"seen\" <= 2 hours", "1 of 4 rows fail", "age <= 2 hours");
  CheckFail("DataFreshness \"day\" between 1 days and 5 days", "2 of 4 rows fail");
  CheckFail("ColumnDataType \"word\" = \"Integer\"", "2 of 4 rows fail");
  CheckPass("ColumnDataType \"word\" = \"Date\" with threshold >= 0.5", "0.500000 of the rows pass");
  CheckPass("ColumnDataType \"day\" = \"DATE\"", "0 of 4 rows fail");
}

TEST_F(CompileTest, RulesAboutStatistics) {
  CheckPass("Mean \"rate\" between 2.1 and 2.3", "2.200000");
  CheckPass("Sum \"rate\" = 6.6", "6.6000000000");
  CheckPass("StandardDeviation \"id\" < 1.2", "1.118034");
  CheckPass("Mean \"id\" = 1.5 where \"code = 'EUR'\"", "1.500000");
  CheckFail("Mean \"id\" = 1.5 where \"id > 9\"", "nothing");
}

TEST_F(CompileTest, RulesAboutLengthsAndNames) {
  CheckFail("ColumnLength \"code\" = 3", "2 of 4 rows fail", "length = 3");
  CheckPass("ColumnLength \"code\" < 4", "0 of 4 rows fail");  // NULL has length 0
  CheckPass("ColumnLength \"code\" in [0, 3]", "0 of 4 rows fail");
  CheckPass("ColumnLength \"code\" = 3 where \"code = 'EUR'\"", "0 of 2 rows fail");
  CheckPass("ColumnNamesMatchPattern \"[a-z]+\"", "0 of 7 names do not match",
            "every name matches \"[a-z]+\"");
  CheckFail("ColumnNamesMatchPattern \"[a-d]*\"", "7 of 7 names do not match");
}

TEST_F(CompileTest, RulesAboutGroups) {
  CheckPass("DistinctValuesCount \"code\" = 2", "2");
  CheckPass("DistinctValuesCount \"code\" \"day\" = 3", "3");
  CheckPass("DistinctValuesCount \"code\" = 1 where \"id < 3\"", "1");
  CheckPass("UniqueValueRatio \"code\" = 0.5", "0.500000");
  CheckPass("UniqueValueRatio \"rate\" = 1", "1.000000");
  CheckPass("Entropy \"code\" between 0.636 and 0.637", "0.636514");
  CheckPass("Entropy \"code\" = 0 where \"id < 3\"", "0.000000");
  CheckPass("Entropy \"id\" between 1.386 and 1.387", "1.386294");
  CheckPass("IsUnique \"code\" \"rate\"", "0 rows share a value");
  CheckFail("IsUnique \"code\" \"flag\"", "2 rows share a value");
  CheckPass("ColumnCorrelation \"id\" \"rate\" > 0.999", "1.000000");
  CheckPass("ColumnCorrelation \"id\" \"rate\" > 0.999 where \"id < 3\"", "1.000000");
  CheckFail("ColumnCorrelation \"id\" \"rate\" > 0.9 where \"id < 2\"", "nothing");
}

TEST_F(CompileTest, TypesOfValues) {
  CheckPass("ColumnDataType \"word\" in [\"Double\", \"Date\"]", "0 of 4 rows fail",
            "type in [\"Double\", \"Date\"]");
  CheckFail("ColumnDataType \"word\" != \"Integer\"", "1 of 4 rows fail");
  CheckFail("ColumnDataType \"word\" not in [\"Integer\", \"Date\"]", "2 of 4 rows fail");
  Check("ColumnDataType \"word\" = \"Number\"", Outcome::error,
        "unknown type \"Number\": expected Boolean, Date, Timestamp, Integer, Long, Float, Double, Decimal "
        "or String");
  Check("ColumnDataType \"word\" matches \"I.*\"", Outcome::error,
        "a data type can be compared with =, !=, in and not in");
}

TEST_F(CompileTest, TimesOfDay) {
  CheckFail("ColumnValues \"seen\" >= \"11:00\"", "1 of 4 rows fail", ">= 11:00");
  CheckPass("ColumnValues \"seen\" between \"9:59 AM\" and \"12:31 PM\"", "0 of 4 rows fail");
  CheckPass("ColumnValues \"seen\" not in [\"10:01\", \"2026-04-15\"]", "0 of 4 rows fail");
  CheckFail("ColumnValues \"word\" > \"12:00\"", "4 of 4 rows fail");
  Check("ColumnValues \"day\" < \"12:00\"", Outcome::error,
        "column \"day\" has dates, which cannot be compared with a time of day");
  Check("ColumnValues \"seen\" between \"2026-04-14\" and \"12:00\"", Outcome::error,
        "column \"seen\": a range must be of dates or of times of day");
}

TEST_F(CompileTest, ArithmeticAndNull) {
  CheckPass("RowCount = 1 + 1 * 2", "4", "= ((1 + 1) * 2)");
  CheckPass("Mean \"rate\" between 11 / 5 - 0.1 and 11 / 5 + 0.1", "2.200000");
  CheckPass("Completeness \"rate\" = 3 / 4", "0.750000");
  CheckFail("RowCount = NULL", "4");
  CheckPass("RowCount in [NULL, 4]", "4");
  CheckPass("Mean \"id\" = NULL where \"id > 9\"", "nothing");
  Check("RowCount > NULL", Outcome::error, "NULL has no order");
  CheckPass("DataFreshness \"seen\" <= 2 days where \"id < 4\"", "0 of 3 rows fail");
  CheckFail("DataFreshness \"seen\" <= 90 minutes where \"id < 4\"", "2 of 3 rows fail", "age <= 90 minutes");
  CheckPass("ColumnValues \"seen\" <= (now() + 30 minutes)", "0 of 4 rows fail");
}

// DuckDB sorts NaN above every number.
TEST_F(CompileTest, NotANumberPassesNoStatistic) {
  ASSERT_TRUE(query::Execute(*engine_, "CREATE TABLE odd AS SELECT 'NaN'::DOUBLE AS x, 1 AS y"));
  options_.table = "odd";
  options_.columns = query::RunToTable(*engine_, "SELECT * FROM odd LIMIT 0")->columns;
  CheckFail("Mean \"x\" > 0", "nothing");
}

TEST_F(CompileTest, CustomSql) {
  CheckPass("CustomSql \"select count(*) from primary where primary.rate > 1; \" = 3", "3");
  CheckPass(
      "CustomSql \"select count(*) from PRIMARY where 'primary' <> 'x' -- primary\n and code = 'EUR'\" = 2",
      "2");
  CheckPass("CustomSql \"with p as (select * from primary) select max(rate) from p\" < 4", "3.3000000000");
}

TEST_F(CompileTest, CountsOfOneRelationShareAScan) {
  const auto rules = ParseDqdl(
      "Rules = [RowCount > 0, CustomSql \"select count(*) from primary where rate > 1\" = 3, CustomSql "
      "\"select count(*) from other where "
      "a\" = 0, "
      "CustomSql \"select count(*) from other where b\" = 0]");
  ASSERT_TRUE(rules);
  const auto sql = CompileRules(*rules, {});
  const auto first = sql.find("FROM other");
  EXPECT_NE(first, std::string::npos);
  EXPECT_EQ(sql.find("FROM other", first + 1), std::string::npos) << sql;
  EXPECT_EQ(sql.find("query1"), std::string::npos) << sql;
}

TEST_F(CompileTest, CustomSqlByRow) {
  CheckFail("CustomSql \"select id from primary where rate > 2\"", "2 of 4 rows fail");
  CheckPass("CustomSql \"select id from primary where rate > 2\" with threshold > 1", "2 rows are returned",
            "number of rows > 1");
  CheckFail("CustomSql \"select id from primary where rate > 2\" with threshold > 3", "2 rows are returned");
  Check("CustomSql \"select 1\" = 1 with threshold > 3", Outcome::error,
        "CustomSql takes a comparison or a threshold, not both");
  CheckPass("CustomSql \"select id from primary\"", "0 of 4 rows fail");
}

TEST_F(CompileTest, JoinedRules) {
  CheckPass("(RowCount > 0) and (IsComplete \"id\")", "4; 0 of 4 rows fail", "> 0 and no NULL");
  CheckFail("(RowCount > 0) and (IsComplete \"rate\")", "4; 1 of 4 rows fail");
  CheckPass("(RowCount = 0) or ((IsComplete \"id\") and (Mean \"id\" > 1))", "4; 0 of 4 rows fail; 2.500000");
  CheckFail("(Mean \"id\" > 1 where \"id > 9\") or (RowCount = 0)", "nothing; 4");
}

TEST_F(CompileTest, WhatDoesNotFitIsAnErrorOfItsRule) {
  Check("IsComplete \"rat\"", Outcome::error, "there is no column \"rat\"; did you mean \"rate\"?");
  Check("ColumnValues \"rate\" in [\"x\"]", Outcome::error,
        "column \"rate\" has numbers, which cannot be compared with a text");
  Check("ColumnValues \"code\" > 5", Outcome::error,
        "column \"code\" has text, which cannot be compared with a number");
  Check("ColumnValues \"rate\" matches \"1\"", Outcome::error,
        "column \"rate\" has numbers, but a pattern needs text");
  Check("ColumnValues \"code\" > NULL", Outcome::error,
        "column \"code\": NULL, EMPTY and WHITESPACES_ONLY have no order");
  Check("ColumnLength \"rate\" = 3", Outcome::error, "column \"rate\" is not a text column");
  Check("ColumnCorrelation \"id\" \"code\" > 0", Outcome::error, "column \"code\" is not a number column");
  Check("ColumnValues \"rate\" > 1 with threshold > 3", Outcome::error,
        "a threshold is the share of rows that pass, 0 to 1, not 3");
  Check("Mean \"code\" > 1", Outcome::error, "column \"code\" is not a number column");
  Check("DataFreshness \"id\" < 1 days", Outcome::error,
        "column \"id\" has numbers, but freshness needs dates");
  Check("(RowCount > 0) or (IsComplete \"nowhere\")", Outcome::error, "there is no column \"nowhere\"");
}

TEST_F(CompileTest, ChecksManyRulesInOneScan) {
  const auto rules = ParseDqdl(
      "Rules = [RowCount > 0, IsComplete \"id\", Mean \"rate\" > 0, ColumnValues \"rate\" > 0, Sum \"id\" > "
      "0, IsComplete \"nowhere\"]");
  const std::string sql = CompileRules(*rules, options_);
  std::size_t scans = 0;
  for (std::size_t at = sql.find("FROM t"); at != std::string::npos; at = sql.find("FROM t", at + 1)) ++scans;
  EXPECT_EQ(scans, 1u);
  EXPECT_EQ(ReadVerdicts(*query::RunToTable(*engine_, sql), 6)->Count(Outcome::pass), 4u);
}

TEST_F(CompileTest, SpeaksEachDialect) {
  const auto rules = ParseDqdl(
      "Rules = [ColumnValues \"code\" matches \"a|b\", DataFreshness \"day\" < 1 days, CustomSql \"select "
      "count(*) from quality_jumps\" = "
      "0]");
  CompileOptions options = options_;
  options.now.reset();
  for (const auto& [dialect, pattern, median] :
       {std::tuple(query::Dialect::duckdb, "regexp_full_match(\"code\", 'a|b')", "median(step)"),
        std::tuple(query::Dialect::trino, "regexp_like(\"code\", '^(?:a|b)$')",
                   "approx_percentile(step, 0.5)"),
        std::tuple(query::Dialect::athena, "regexp_like(\"code\", '^(?:a|b)$')",
                   "approx_percentile(step, 0.5)")}) {
    options.dialect = dialect;
    options.views = CheckViews({.table = "t", .calendars = {}, .pauses = {}}, dialect);
    const std::string sql = CompileRules(*rules, options);
    EXPECT_NE(sql.find(pattern), std::string::npos) << sql;
    EXPECT_NE(sql.find(median), std::string::npos) << sql;
    EXPECT_NE(sql.find("CURRENT_TIMESTAMP"), std::string::npos) << sql;
    EXPECT_EQ(sql.find("quality_holes"), std::string::npos) << "views that nothing names stay out";
  }
}

TEST_F(CompileTest, ABrokenCustomSqlHidesNoOther) {
  const auto rules = ParseDqdl(
      "Rules = [RowCount > 0, CustomSql \"select nonsense from primary\" > 0, IsComplete \"rate\"]");
  const auto report = CheckQuality(*engine_, *rules, options_);
  ASSERT_TRUE(report.has_value()) << report.error().message();
  ASSERT_EQ(report->verdicts.size(), 3u);
  EXPECT_EQ(report->verdicts[0].outcome, Outcome::pass);
  EXPECT_EQ(report->verdicts[1].outcome, Outcome::error);
  EXPECT_NE(report->verdicts[1].observed.find("nonsense"), std::string::npos);
  EXPECT_EQ(report->verdicts[2].outcome, Outcome::fail);
  EXPECT_FALSE(report->passed());
}

TEST_F(CompileTest, APatternThatTheEngineRejectsIsNamed) {
  const auto rules = ParseDqdl(
      "Rules = [RowCount > 0, ColumnValues \"code\" matches \"[A-\", ColumnNamesMatchPattern \"(\"]");
  const auto report = CheckQuality(*engine_, *rules, options_);
  ASSERT_TRUE(report.has_value()) << report.error().message();
  EXPECT_EQ(report->verdicts[0].outcome, Outcome::pass);
  EXPECT_EQ(report->verdicts[1].outcome, Outcome::error);
  EXPECT_TRUE(report->verdicts[1].observed.starts_with("the pattern \"[A-\" was rejected: "))
      << report->verdicts[1].observed;
  EXPECT_TRUE(report->verdicts[2].observed.starts_with("the pattern \"(\" was rejected: "))
      << report->verdicts[2].observed;
}

}  // namespace
}  // namespace fxlake::quality
