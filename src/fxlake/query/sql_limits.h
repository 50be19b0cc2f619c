// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/query/duckdb_functions.h"

namespace fxlake::query {

// What a statement may access in a locked engine. Tables, views and macros that it creates are in memory.
struct SqlLimits {
  std::vector<std::string> readable_files;  // absolute paths
  // file that DuckDbEngine::WriteParquet may write; no statement can
  std::optional<std::string> output_file{};
  // where DuckDB may spill data that exceeds memory; created when needed; "": nowhere
  std::string temporary_folder{};
  bool only_select = false;
};

// The statements that lock DuckDB to these limits, in order.
std::vector<std::string> LockingSettings(const SqlLimits& limits);

// denied when `sql` names a function that reaches beyond the files: DuckDB's own lock lets a SELECT enable
// logging, and a function that executes a text as SQL could hide such a name.
Result<void> CheckFunctions(std::string_view sql);

// denied unless a statement of this type, one of those in `sql`, is allowed by the limits.
Result<void> CheckStatement(duckdb_statement_type type, std::string_view sql, const SqlLimits& limits);

}  // namespace fxlake::query
