// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/query/duckdb_functions.h"

namespace fxlake::query {

inline constexpr std::string_view kDuckDbVersion = "v1.5.5";

// libduckdb.so in this process, as a table of its functions. Loaded only when SQL is asked for: it is 70 MB.
// It stays loaded until the process ends, since its threads may outlive any object. Safe to use from several
// threads.
class DuckDbLibrary : public DuckDbFunctions {
 public:
  // The first of `paths` that can be loaded. not_found that names each path and why; invalid_input when a
  // library is there but is another version or lacks a function.
  static Result<DuckDbLibrary> Load(const std::vector<std::string>& paths);
};

// Where to look: `from_environment` (the value of FXLAKE_DUCKDB, may be null) alone if it is set; else beside
// the program
// (<folder>/../lib/libduckdb.so, <folder>/libduckdb.so, and the build tree's
// <folder>/../deps/duckdb/libduckdb.so), then wherever the system's loader looks.
std::vector<std::string> DuckDbLibraryPaths(const char* from_environment, std::string_view program_folder);

}  // namespace fxlake::query
