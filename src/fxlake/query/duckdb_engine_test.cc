// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/duckdb_engine.h"

#include <gtest/gtest.h>

#include "fxlake/query/test_engine.h"

namespace fxlake::query {
namespace {

class DuckDbEngineTest : public testing::Test {
 protected:
  void Check(const std::string& expression, const std::string& type, const std::string& text) {
    SCOPED_TRACE(expression);
    const auto table = RunToTable(*engine_, "SELECT " + expression);
    ASSERT_TRUE(table.has_value()) << table.error().message();
    EXPECT_EQ(table->columns.at(0).type, type);
    EXPECT_EQ(table->rows.at(0).at(0).value_or("<null>"), text);
  }

  void CheckRejected(const std::string& sql, ErrorKind kind, const std::string& part) {
    SCOPED_TRACE(sql);
    const auto table = RunToTable(*engine_, sql);
    ASSERT_FALSE(table.has_value());
    EXPECT_EQ(table.error().kind(), kind) << table.error().message();
    EXPECT_NE(table.error().message().find(part), std::string::npos) << table.error().message();
  }

  std::unique_ptr<DuckDbEngine> engine_ = OpenTestEngine();
};

TEST_F(DuckDbEngineTest, GivesEachTypeAsText) {
  Check("true", "BOOLEAN", "true");
  Check("(-128)::TINYINT", "TINYINT", "-128");
  Check("65535::USMALLINT", "USMALLINT", "65535");
  Check("42", "INTEGER", "42");
  Check("-9223372036854775808", "BIGINT", "-9223372036854775808");
  Check("18446744073709551615::UBIGINT", "UBIGINT", "18446744073709551615");
  Check("'-170141183460469231731687303715884105728'::HUGEINT", "HUGEINT",
        "-170141183460469231731687303715884105728");
  Check("340282366920938463463374607431768211455::UHUGEINT", "UHUGEINT",
        "340282366920938463463374607431768211455");
  Check("1.1684::DECIMAL(18,10)", "DECIMAL(18,10)", "1.1684000000");
  Check("-0.0000000001::DECIMAL(18,10)", "DECIMAL(18,10)", "-0.0000000001");
  Check("-99.5::DECIMAL(4,1)", "DECIMAL(4,1)", "-99.5");
  Check("1234567::DECIMAL(9,0)", "DECIMAL(9,0)", "1234567");
  Check("-1234567890123456789012345678.0123456789::DECIMAL(38,10)", "DECIMAL(38,10)",
        "-1234567890123456789012345678.0123456789");
  Check("0.1::DOUBLE", "DOUBLE", "0.1");
  Check("0.1::FLOAT", "FLOAT", "0.1");
  Check("'-infinity'::DOUBLE", "DOUBLE", "-inf");
  Check("'short'", "VARCHAR", "short");
  Check("'longer than twelve bytes, ä'", "VARCHAR", "longer than twelve bytes, ä");
  Check("'Tue'::ENUM ('Mon', 'Tue')", "ENUM", "Tue");
  Check("'5b7d4b06-9c1e-4d8e-8f13-0a2b3c4d5e6f'::UUID", "UUID", "5b7d4b06-9c1e-4d8e-8f13-0a2b3c4d5e6f");
  Check("DATE '1999-01-04'", "DATE", "1999-01-04");
  Check("'infinity'::DATE", "DATE", "infinity");
  Check("TIMESTAMPTZ '2026-04-14 11:30:00+02'", "TIMESTAMP WITH TIME ZONE", "2026-04-14T09:30:00Z");
  Check("TIMESTAMP '2026-04-14 09:30:00.25'", "TIMESTAMP", "2026-04-14T09:30:00.250000");
  Check("TIMESTAMP_S '1969-12-31 23:59:59'", "TIMESTAMP_S", "1969-12-31T23:59:59");
  Check("TIMESTAMP_NS '2026-04-14 09:30:00.000001'", "TIMESTAMP_NS", "2026-04-14T09:30:00.000001");
  Check("TIMESTAMP_NS '2026-04-14 09:30:00.000000001'", "TIMESTAMP_NS", "2026-04-14T09:30:00.000000001");
  Check("TIMESTAMP_NS '1969-12-31 23:59:59.999999999'", "TIMESTAMP_NS", "1969-12-31T23:59:59.999999999");
  Check("TIMESTAMP_NS '1960-01-01 00:00:00.5'", "TIMESTAMP_NS", "1960-01-01T00:00:00.500000");
  Check("TIMESTAMP '0001-01-01 00:00:00'", "TIMESTAMP", "0001-01-01T00:00:00");
  Check("TIMESTAMP '0001-01-01 (BC) 00:00:00'", "TIMESTAMP", "1970-01-01 -62167219200000000 microseconds");
  for (const std::string type : {"TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"}) {
    Check("'infinity'::" + type, type, "infinity");
    Check("'-infinity'::" + type, type, "-infinity");
  }
  Check("TIME '01:02:03.5'", "TIME", "01:02:03.500000");
  Check("INTERVAL '14 months 3 days 04:05:06'", "INTERVAL", "1 year 2 months 3 days 04:05:06");
  Check("'a\\x00b'::BLOB", "BLOB", "a\\x00b");
  Check("[1, NULL, 3]", "INTEGER[]", "[1, NULL, 3]");
  Check("array_value(1.5, 2)::DECIMAL(3,1)[2]", "DECIMAL(3,1)[2]", "[1.5, 2.0]");
  Check("{'a': 1, 'b': ['x', 'y']}", "STRUCT(a INTEGER, b VARCHAR[])", "{'a': 1, 'b': [x, y]}");
  Check("MAP {'k': 1, 'm': 2}", "MAP(VARCHAR, INTEGER)", "{k=1, m=2}");
  Check("NULL::DATE", "DATE", "<null>");
}

TEST_F(DuckDbEngineTest, WritesValuesInsideOthersAsDuckDbDoes) {
  for (const std::string value :
       {"[DATE '2026-04-14', NULL]", "{'a': 1.50, 'b': true}", "MAP {1: [1, 2], 2: []}",
        "INTERVAL '-1 day 2 hours'", "INTERVAL '0 days'"}) {
    const auto table = RunToTable(*engine_, "SELECT " + value + ", CAST(" + value + " AS VARCHAR)");
    ASSERT_TRUE(table.has_value()) << table.error().message();
    EXPECT_EQ(table->rows[0][0], table->rows[0][1]);
  }
}

TEST_F(DuckDbEngineTest, StreamsEveryRowInOrder) {
  const auto table = RunToTable(
      *engine_,
      "SELECT i, CASE WHEN i % 3 = 0 THEN NULL ELSE 'row ' || i END FROM range(10000) t(i) ORDER BY i");
  ASSERT_TRUE(table.has_value());
  ASSERT_EQ(table->rows.size(), 10000u);
  EXPECT_EQ(table->rows[9999][0], "9999");
  EXPECT_EQ(table->rows[9999][1], std::nullopt);
  EXPECT_EQ(table->rows[5000][1], "row 5000");
}

TEST_F(DuckDbEngineTest, RunsStatementsInOrderAndAnswersTheLast) {
  const auto table = RunToTable(
      *engine_,
      "CREATE TABLE t(a INTEGER); INSERT INTO t VALUES (1), (2); SELECT sum(a) AS s FROM t; -- done");
  ASSERT_TRUE(table.has_value()) << table.error().message();
  EXPECT_EQ(table->rows[0][0], "3");
  EXPECT_TRUE(RunToTable(*engine_, "SET threads = 1")->columns.empty());
  EXPECT_EQ(RunToTable(*engine_, "SELECT current_setting('TimeZone')")->rows[0][0], "UTC");
}

TEST_F(DuckDbEngineTest, SaysWhatIsWrong) {
  CheckRejected("SELEC 1", ErrorKind::invalid_input, "syntax error");
  CheckRejected("", ErrorKind::invalid_input, "the statement is missing");
  CheckRejected("SELECT nonsense FROM range(3)", ErrorKind::invalid_input, "nonsense");
  CheckRejected("SELECT 1; SELECT * FROM missing", ErrorKind::invalid_input, "missing");
  CheckRejected("SELECT CASE WHEN i = 90000 THEN error('late') ELSE 'x' END FROM range(100000) t(i)",
                ErrorKind::invalid_input, "late");
  CheckRejected("SELECT '101'::BIT", ErrorKind::invalid_input, "cast it to VARCHAR");
  CheckRejected("SELECT * FROM read_parquet('/no/such/file.parquet')", ErrorKind::unavailable,
                "No files found");
}

TEST_F(DuckDbEngineTest, EndsAtTheSinksError) {
  class Full : public RowSink {
    Result<void> Begin(std::span<const Column>) override { return {}; }
    Result<void> Rows(const RowBatch&) override { return Unavailable("the disk is full"); }
    Result<void> End() override { return {}; }
  } full;
  EXPECT_EQ(engine_->Run("SELECT * FROM range(100000)", full).error().message(), "the disk is full");
  Check("1", "INTEGER", "1");
}

TEST(DuckDbLibraryTest, ListsThePathsItTried) {
  const auto engine = DuckDbEngine::Open({.library_paths = {"/no/such/libduckdb.so"}});
  ASSERT_FALSE(engine.has_value());
  EXPECT_EQ(engine.error().kind(), ErrorKind::not_found);
  EXPECT_NE(engine.error().message().find("/no/such/libduckdb.so"), std::string::npos);
  EXPECT_NE(engine.error().message().find("FXLAKE_DUCKDB"), std::string::npos);
}

TEST(DuckDbLibraryTest, RejectsALibraryThatIsNotDuckDb) {
  const auto engine = DuckDbEngine::Open({.library_paths = {"libc.so.6"}});
  ASSERT_FALSE(engine.has_value());
  EXPECT_EQ(engine.error().kind(), ErrorKind::invalid_input);
}

TEST(DuckDbLibraryTest, LooksInTheEnvironmentAloneOrBesideTheProgram) {
  EXPECT_EQ(DuckDbLibraryPaths("/opt/libduckdb.so", "/usr/bin"),
            std::vector<std::string>{"/opt/libduckdb.so"});
  EXPECT_EQ(DuckDbLibraryPaths(nullptr, "/app/bin").front(), "/app/bin/../lib/libduckdb.so");
  EXPECT_EQ(DuckDbLibraryPaths("", "").size(), 1u);
}

}  // namespace
}  // namespace fxlake::query
