// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "fxlake/query/duckdb_library.h"
#include "fxlake/query/engine.h"

namespace fxlake::query {

struct DuckDbOptions {
  std::vector<std::string> library_paths = {};  // see DuckDbLibraryPaths
  unsigned threads = 0;                         // 0: one for each core
  std::string memory_limit = {};                // "2GB"; empty: DuckDB's own, 80 % of the machine's memory
};

// DuckDB in this process, a database in memory: it never installs or loads an extension by itself, and its time zone is UTC.
class DuckDbEngine : public Engine {
 public:
  static Result<std::unique_ptr<DuckDbEngine>> Open(const DuckDbOptions& options);
  ~DuckDbEngine() override;
  DuckDbEngine(const DuckDbEngine&) = delete;
  DuckDbEngine& operator=(const DuckDbEngine&) = delete;

  Result<void> Run(const std::string& sql, RowSink& sink) override;
  // The file of the library in use.
  std::string LibraryPath() const;

 private:
  explicit DuckDbEngine(const DuckDbLibrary& library) : library_(library) {}
  Result<void> RunStatement(abi::Statements statements, std::uint64_t index, RowSink* sink);
  Result<void> Deliver(abi::QueryResult& result, RowSink& sink);

  DuckDbLibrary library_;
  abi::Database database_ = nullptr;
  abi::Connection connection_ = nullptr;
};

}  // namespace fxlake::query
