// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/query/duckdb_functions.h"

namespace fxlake::query {

inline constexpr std::string_view kDuckDbVersion = "v1.5.5";

// libduckdb.so in this process, as a table of its functions. Loaded on first use, because it has 70 MB, and
// never unloaded, because its threads may outlive any object. Thread-safe.
class DuckDbLibrary : public DuckDbFunctions {
 public:
  // The first of `paths` that can be loaded. not_found with each path and the reason; invalid_input when a
  // library has another version or lacks a function.
  static Result<DuckDbLibrary> Load(const std::vector<std::string>& paths);
};

// Where to look: only `from_environment` (the value of FXLAKE_DUCKDB; may be null) if it is set; otherwise
// next to the program (<folder>/../lib/libduckdb.so, <folder>/libduckdb.so, and the build tree's
// <folder>/../deps/duckdb/libduckdb.so), then the system loader's search path.
std::vector<std::string> DuckDbLibraryPaths(const char* from_environment, std::string_view program_folder);

}  // namespace fxlake::query
