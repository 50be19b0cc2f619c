// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/sql_limits.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "fxlake/env/local_files.h"
#include "fxlake/query/sql_text.h"
#include "fxlake/query/test_engine.h"

namespace fxlake::query {
namespace {

namespace fs = std::filesystem;

// A folder with a file that may be read, one that may not, and a locked engine. In a statement {allowed},
// {other}, {text} and {folder} are their paths.
class SqlLimitsTest : public testing::Test {
 protected:
  SqlLimitsTest() : folder_(fs::temp_directory_path() / fmt::format("fxlake-limits-[{}]", getpid())) {
    fs::create_directories(folder_ / "in");
    const auto maker = OpenTestEngine();
    for (const auto* name : {"allowed.parquet", "other.parquet"})
      EXPECT_TRUE(maker->WriteParquet("SELECT 42 AS x", (folder_ / "in" / name).string()).has_value());
    std::ofstream(folder_ / "in" / "secret.txt") << "the secret";
    before_ = Files();
  }
  ~SqlLimitsTest() override { fs::remove_all(folder_); }

  std::map<std::string, std::string> Files() const {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      if (!entry.is_regular_file()) continue;
      files[entry.path().string()] = env::ReadFile(entry.path()).value_or("");
    }
    return files;
  }

  std::unique_ptr<DuckDbEngine> Locked(bool only_select = false) const {
    auto engine = OpenTestEngine();
    const auto locked = engine->Lock({.readable_files = {(folder_ / "in/allowed.parquet").string()},
                                      .output_file = (folder_ / "out.parquet").string(),
                                      .temporary_folder = (folder_ / "spilled").string(),
                                      .only_select = only_select});
    EXPECT_TRUE(locked.has_value()) << locked.error().message();
    return engine;
  }

  std::string Fill(std::string sql) const {
    const std::map<std::string, std::string> names = {
        {"{allowed}", (folder_ / "in/allowed.parquet").string()},
        {"{pattern}", LiteralPath((folder_ / "in/allowed.parquet").string())},
        {"{other}", (folder_ / "in/other.parquet").string()},
        {"{text}", (folder_ / "in/secret.txt").string()},
        {"{folder}", folder_.string()}};
    for (const auto& [name, value] : names) {
      for (auto at = sql.find(name); at != std::string::npos; at = sql.find(name))
        sql.replace(at, name.size(), value);
    }
    return sql;
  }

  void CheckAllowed(const std::string& sql) const {
    SCOPED_TRACE(sql);
    const auto table = RunToTable(*Locked(), Fill(sql));
    EXPECT_TRUE(table.has_value()) << table.error().message();
  }

  void CheckRejected(const std::string& sql, bool only_select = false) const {
    SCOPED_TRACE(sql);
    const auto engine = Locked(only_select);
    const auto table = RunToTable(*engine, Fill(sql));
    ASSERT_FALSE(table.has_value());
    EXPECT_FALSE(table.error().message().contains("the secret")) << table.error().message();
    EXPECT_TRUE(RunToTable(*engine, "SELECT 1").has_value());
    EXPECT_EQ(Files(), before_);
  }

  const fs::path folder_;
  std::map<std::string, std::string> before_;
};

TEST_F(SqlLimitsTest, LetReadTheFilesAndWorkInMemory) {
  for (const auto* sql :
       {"SELECT x FROM read_parquet('{pattern}')",
        "CREATE TABLE t AS SELECT x FROM read_parquet('{pattern}'); INSERT INTO t VALUES (1); UPDATE t SET x "
        "= 2; "
        "DELETE FROM t WHERE x = 3; ALTER TABLE t ADD COLUMN y INTEGER; SELECT count(*) FROM t; DROP TABLE t",
        "CREATE MACRO twice(x) AS 2 * x; SELECT twice(21)", "EXPLAIN SELECT x FROM read_parquet('{pattern}')",
        "EXPLAIN ANALYZE SELECT 1", "SUMMARIZE SELECT 1 AS a", "DESCRIBE SELECT 1 AS a", "SHOW TABLES",
        "SELECT 'copy', query FROM range(3) AS t(query)", "SELECT current_setting('TimeZone')",
        "FROM (VALUES ('a', 1), ('b', 2)) AS t(k, v) SELECT sum(v) FILTER (k = 'a')",
        "PIVOT (SELECT 'a' AS k, 1 AS v) ON k USING sum(v)"}) {
    CheckAllowed(sql);
  }
}

TEST_F(SqlLimitsTest, RejectOtherFiles) {
  for (const auto* function :
       {"read_text", "read_blob", "read_csv", "read_csv_auto", "sniff_csv", "read_json", "read_json_auto",
        "read_json_objects", "read_ndjson", "read_ndjson_objects", "read_ndjson_auto",
        "read_json_objects_auto", "glob", "read_duckdb"}) {
    CheckRejected(fmt::format("SELECT * FROM {}('{{text}}')", function));
    CheckRejected(fmt::format("SELECT * FROM {}('/etc/passwd')", function));
  }
  for (const auto* function :
       {"read_parquet", "parquet_scan", "parquet_metadata", "parquet_schema", "parquet_file_metadata",
        "parquet_kv_metadata", "parquet_full_metadata", "read_blob"}) {
    CheckRejected(fmt::format("SELECT * FROM {}('{{other}}')", function));
  }
  for (const auto* sql : {"SELECT * FROM parquet_bloom_probe('{other}', 'x', 42)",
                          "SELECT * FROM '{other}'",
                          "SELECT * FROM '/etc/passwd'",
                          "SELECT * FROM read_parquet('{folder}/in/*.parquet')",
                          "SELECT * FROM read_parquet(['{pattern}', '{other}'])",
                          "SELECT * FROM read_parquet('file://{other}')",
                          "SELECT * FROM read_text('{folder}/in/../in/secret.txt')",
                          "SELECT * FROM read_text('{allowed}/../secret.txt')",
                          "SELECT * FROM read_text('{folder}/spilled/../in/secret.txt')",
                          "SELECT * FROM read_text('/proc/self/environ')",
                          "SELECT * FROM read_text('/dev/stdin')",
                          "SELECT * FROM read_text('.tmp/x')",
                          "SELECT * FROM read_text('https://example.com/')",
                          "SELECT * FROM read_parquet('s3://bucket/key')",
                          "SELECT (SELECT content FROM read_text('{text}'))",
                          "CREATE TABLE t AS SELECT * FROM read_text('{text}')",
                          "CREATE VIEW v AS SELECT * FROM read_text('{text}'); SELECT * FROM v",
                          "CREATE MACRO m(p) AS TABLE SELECT * FROM read_text(p); SELECT * FROM m('{text}')",
                          "CREATE TABLE t (a VARCHAR); COPY t FROM '{text}'",
                          "IMPORT DATABASE '{folder}/in'",
                          "SELECT * FROM query('SELECT * FROM read_text(''{text}'')')"}) {
    CheckRejected(sql);
  }
}

TEST_F(SqlLimitsTest, DenyWriting) {
  for (const auto* sql :
       {"COPY (SELECT 1) TO '{folder}/x.csv'",
        "COPY (SELECT 1) TO '{allowed}' (FORMAT csv, USE_TMP_FILE false)",
        "COPY (SELECT 1) TO '{folder}/out.parquet'",
        "COPY (SELECT 1) TO '/dev/stdout'",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO '{allowed}' (FORMAT csv, USE_TMP_FILE false)",
        "EXPLAIN ANALYZE /* */ CoPy (SELECT 1) TO '{allowed}' (FORMAT csv, USE_TMP_FILE false)",
        "PREPARE p AS COPY (SELECT 1) TO '{allowed}' (FORMAT csv, USE_TMP_FILE false); EXECUTE p",
        "EXPORT DATABASE '{folder}/exported'",
        "ATTACH '{folder}/x.db'",
        "ATTACH ':memory:' AS other",
        "COPY FROM DATABASE memory TO other",
        "CREATE PERSISTENT SECRET s (TYPE http, BEARER_TOKEN 'a')",
        "SELECT 1; COPY (SELECT 1) TO '{folder}/x.csv'; SELECT 1",
        "SELECT * FROM enable_logging(storage = 'file', storage_config = {'path': '{folder}/log'})",
        "SELECT * FROM system.main.\"enable_logging\" ()",
        "CALL enable_logging()",
        "CALL disable_logging()",
        "CALL truncate_duckdb_logs()",
        "SELECT * FROM query('FROM en' || 'able_logging()')",
        "SELECT * FROM \"query\" /* */ ('FROM en' || 'able_logging()')",
        "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('FROM range(1)'))"}) {
    CheckRejected(sql);
  }
}

TEST_F(SqlLimitsTest, RejectSettingsSecretsAndExtensions) {
  for (const auto* sql : {"SET threads = 1",
                          "RESET threads",
                          "SET GLOBAL memory_limit = '1GB'",
                          "SET enable_external_access = true",
                          "SET allowed_paths = ['/etc/passwd']",
                          "SET allowed_directories = ['/']",
                          "SET lock_configuration = false",
                          "SET VARIABLE x = 1",
                          "SET search_path = 'main'",
                          "USE memory",
                          "PRAGMA threads = 1",
                          "PRAGMA enable_profiling",
                          "PRAGMA profiling_output = '{folder}/profile'",
                          "CALL enable_profiling()",
                          "INSTALL httpfs",
                          "FORCE INSTALL httpfs",
                          "LOAD httpfs",
                          "LOAD '{folder}/in/secret.txt'",
                          "UPDATE EXTENSIONS",
                          "SELECT * FROM duckdb_extensions()",
                          "SELECT * FROM duckdb_secrets()",
                          "SELECT * FROM duckdb_secrets(redact = false)",
                          "SELECT * FROM which_secret('s3://bucket', 's3')",
                          "SELECT current_setting('s3_secret_access_key')",
                          "SELECT getenv('HOME')",
                          "CHECKPOINT",
                          "VACUUM",
                          "BEGIN"}) {
    CheckRejected(sql);
  }
}

TEST_F(SqlLimitsTest, LetRulesSelectOnly) {
  const auto engine = Locked(true);
  EXPECT_TRUE(RunToTable(*engine, Fill("SELECT x FROM read_parquet('{pattern}')")).has_value());
  for (const auto* sql : {"CREATE TABLE t (a INTEGER)", "EXPLAIN SELECT 1", "DROP VIEW IF EXISTS v",
                          "CREATE VIEW v AS SELECT 1"})
    CheckRejected(sql, true);
}

TEST_F(SqlLimitsTest, LetTheProgramWriteItsOutputFileAlone) {
  const auto out = (folder_ / "out.parquet").string();
  const auto engine = Locked();
  for (int round = 0; round < 2; ++round) {
    const auto written = engine->WriteParquet("SELECT 7 AS seven;", out);
    EXPECT_TRUE(written.has_value()) << written.error().message();
  }
  EXPECT_EQ(
      RunToTable(*OpenTestEngine(), fmt::format("SELECT seven FROM read_parquet('{}')", LiteralPath(out)))
          ->rows[0][0],
      "7");
  EXPECT_FALSE(engine->WriteParquet("SELECT 1", (folder_ / "x.parquet").string()).has_value());
  before_ = Files();
  for (const auto* sql : {"SELECT 1) TO '{allowed}' (FORMAT csv, USE_TMP_FILE false); --",
                          "SELECT 1; SELECT 2", "SET threads = 1", "COPY (SELECT 1) TO '{allowed}'",
                          "SELECT * FROM read_text('{text}')", "FROM enable_logging()"}) {
    EXPECT_FALSE(engine->WriteParquet(Fill(sql), out).has_value()) << sql;
    EXPECT_EQ(Files(), before_) << sql;
  }
}

}  // namespace
}  // namespace fxlake::query
