// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fxlake::quality {

// `sql` with the word `primary` (any case; not inside quotes or comments) replaced by `table`, as Glue does,
// and without trailing semicolons.
std::string WithPrimary(std::string_view sql, std::string_view table);

// Whether `name` occurs in `sql` as a word outside quotes and comments.
bool Names(std::string_view sql, std::string_view name);

// Whether `sql` is whole by itself, so that it stays one condition in the parentheses that it is put into:
// none of its own closes more than it opened, and no text, comment or statement reaches beyond its end.
bool IsWhole(std::string_view sql);

// `SELECT COUNT(*) FROM relation [WHERE condition]`.
struct RowCountSql {
  std::string relation;   // one word
  std::string condition;  // "" counts all rows
};

// `sql` parsed as that form; nullopt for any other statement. Such counts can share one table scan.
std::optional<RowCountSql> AsRowCount(std::string_view sql);

}  // namespace fxlake::quality
