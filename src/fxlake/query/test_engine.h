// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <memory>
#include <stdexcept>

#include "fxlake/query/duckdb_engine.h"

namespace fxlake::query {

// DuckDB for tests: from FXLAKE_DUCKDB, else from the build tree. A test fails without it.
inline std::unique_ptr<DuckDbEngine> OpenTestEngine() {
  DuckDbOptions options;
  options.library_paths = DuckDbLibraryPaths(std::getenv("FXLAKE_DUCKDB"), FXLAKE_BUILD "/bin");
  options.threads = 2;
  auto engine = DuckDbEngine::Open(options);
  if (!engine) throw std::runtime_error(engine.error().message());
  return *std::move(engine);
}

}  // namespace fxlake::query
