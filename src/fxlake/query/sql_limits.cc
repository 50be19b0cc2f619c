// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/sql_limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "fxlake/base/text.h"
#include "fxlake/query/sql_text.h"

namespace fxlake::query {
namespace {

// They change the logging or profiling of the process, show credentials, or execute a text as SQL.
constexpr std::array<std::string_view, 12> kDeniedFunctions = {"enable_logging",
                                                               "disable_logging",
                                                               "truncate_duckdb_logs",
                                                               "enable_profiling",
                                                               "disable_profiling",
                                                               "enable_profile",
                                                               "disable_profile",
                                                               "duckdb_secrets",
                                                               "which_secret",
                                                               "getenv",
                                                               "json_execute_serialized_sql",
                                                               "query"};
constexpr std::array kInMemory = {DUCKDB_STATEMENT_TYPE_INSERT,      DUCKDB_STATEMENT_TYPE_UPDATE,
                                  DUCKDB_STATEMENT_TYPE_DELETE,      DUCKDB_STATEMENT_TYPE_CREATE,
                                  DUCKDB_STATEMENT_TYPE_ALTER,       DUCKDB_STATEMENT_TYPE_DROP,
                                  DUCKDB_STATEMENT_TYPE_CREATE_FUNC, DUCKDB_STATEMENT_TYPE_EXPLAIN};

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Calls `see` with each whole word and the text after it, until it returns true.
template <typename See>
bool AnyWord(std::string_view lowered, See see) {
  for (std::size_t at = 0; at < lowered.size();) {
    if (!IsWordByte(lowered[at])) {
      ++at;
      continue;
    }
    const auto start = at;
    while (at < lowered.size() && IsWordByte(lowered[at])) ++at;
    if (see(lowered.substr(start, at - start), lowered.substr(at))) return true;
  }
  return false;
}

// Whether a call may follow: a quotation mark, whitespace and comments may be between a name and its
// parenthesis.
bool MayBeCalled(std::string_view after_name) {
  const auto next = after_name.find_first_not_of("\" \t\r\n\f\v");
  return next != std::string_view::npos && std::string_view("(-/").contains(after_name[next]);
}

std::string FileList(const SqlLimits& limits) {
  std::vector<std::string> files;
  for (const auto& file : limits.readable_files) {
    files.push_back(file);
    if (const auto literal = LiteralPath(file); literal != file) files.push_back(literal);
  }
  if (limits.output_file) {
    // DuckDB writes a temporary file next to it and renames that.
    const std::filesystem::path path(*limits.output_file);
    files.push_back(path.string());
    files.push_back((path.parent_path() / ("tmp_" + path.filename().string())).string());
  }
  std::string list;
  for (const auto& file : files) list += (list.empty() ? "" : ", ") + SqlString(file);
  return list;
}

}  // namespace

std::vector<std::string> LockingSettings(const SqlLimits& limits) {
  return {
      "SET allow_persistent_secrets = false",
      fmt::format("SET temp_directory = {}", SqlString(limits.temporary_folder)),
      fmt::format("SET allowed_paths = CAST([{}] AS VARCHAR[])", FileList(limits)),
      "SET enable_external_access = false",
      "SET lock_configuration = true",
  };
}

Result<void> CheckFunctions(std::string_view sql) {
  const auto lowered = LowerCase(sql);
  std::string_view found;
  AnyWord(lowered, [&](std::string_view word, std::string_view after) {
    const bool refused =
        std::ranges::find(kDeniedFunctions, word) != kDeniedFunctions.end() && MayBeCalled(after);
    if (refused) found = word;
    return refused;
  });
  if (found.empty()) return {};
  return Denied(fmt::format(
      "running SQL: the function {} can access data outside the lake and is not allowed here", found));
}

Result<void> CheckStatement(duckdb_statement_type type, std::string_view sql, const SqlLimits& limits) {
  if (type == DUCKDB_STATEMENT_TYPE_SELECT) return {};
  if (limits.only_select) return Denied("running SQL: only SELECT is allowed here");
  if (std::ranges::find(kInMemory, type) == kInMemory.end())
    return Denied(
        "running SQL: only SELECT, EXPLAIN and statements that change tables in memory are allowed here; "
        "\"fxlake query --unlocked\" allows every statement of DuckDB");
  // EXPLAIN ANALYZE executes the statement.
  const bool copies =
      AnyWord(LowerCase(sql), [](std::string_view word, std::string_view) { return word == "copy"; });
  if (type == DUCKDB_STATEMENT_TYPE_EXPLAIN && copies) return Denied("running SQL: COPY is not allowed here");
  return {};
}

}  // namespace fxlake::query
