// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/query/duckdb_functions.h"

namespace fxlake::query {

// What a statement may reach in a locked engine. Tables, views and macros that it makes live in memory.
struct SqlLimits {
  std::vector<std::string> readable_files;   // absolute paths
  std::optional<std::string> output_file{};  // that DuckDbEngine::WriteParquet may write; no statement can
  std::string temporary_folder{};  // where DuckDB may put what does not fit into memory; made when it is
                                   // needed. "": nowhere
  bool only_select = false;
};

// The statements that lock DuckDB to these limits, in order.
std::vector<std::string> LockingSettings(const SqlLimits& limits);

// denied when `sql` names a function that reaches beyond the files: DuckDB's own lock lets a SELECT switch on
// logging, and one that runs a text as SQL could name it unseen.
Result<void> CheckFunctions(std::string_view sql);

// denied unless a statement of this type, one of those in `sql`, may run within the limits.
Result<void> CheckStatement(duckdb_statement_type type, std::string_view sql, const SqlLimits& limits);

}  // namespace fxlake::query
