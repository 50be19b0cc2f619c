// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fxlake/query/duckdb_library.h"
#include "fxlake/query/engine.h"
#include "fxlake/query/sql_limits.h"

namespace fxlake::query {

struct DuckDbOptions {
  std::vector<std::string> library_paths = {};  // see DuckDbLibraryPaths
  unsigned threads = 0;                         // 0: one per core
  std::string memory_limit = {};                // "2GB"; empty: DuckDB's default, 80 % of the system's memory
};

// DuckDB in this process with an in-memory database: it never installs or loads an extension on its own, and
// its time zone is UTC.
class DuckDbEngine : public Engine {
 public:
  static Result<std::unique_ptr<DuckDbEngine>> Open(const DuckDbOptions& options);
  ~DuckDbEngine() override;
  DuckDbEngine(const DuckDbEngine&) = delete;
  DuckDbEngine& operator=(const DuckDbEngine&) = delete;

  // Additional error: denied, when the engine is locked and the statement exceeds its limits.
  Result<void> Run(const std::string& sql, RowSink& sink) override;
  // Writes the rows of `sql`, one SELECT, to a Parquet file.
  Result<void> WriteParquet(const std::string& sql, const std::string& path);
  // Irrevocably limits statements to those files: no other files, no network, no settings, no extensions.
  Result<void> Lock(const SqlLimits& limits);
  // The number of statements in `sql`.
  Result<std::size_t> CountStatements(const std::string& sql);
  // The path of the loaded library.
  std::string LibraryPath() const;

 private:
  using StatementCheck = std::function<Result<void>(duckdb_statement_type)>;
  explicit DuckDbEngine(const DuckDbLibrary& library) : library_(library) {}
  Result<void> RunStatement(duckdb_extracted_statements statements, std::uint64_t index,
                            const StatementCheck& check, RowSink* sink);
  Result<void> Deliver(duckdb_result& result, RowSink& sink);

  DuckDbLibrary library_;
  duckdb_database database_ = nullptr;
  duckdb_connection connection_ = nullptr;
  std::optional<SqlLimits> limits_;
};

}  // namespace fxlake::query
