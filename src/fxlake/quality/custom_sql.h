// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fxlake::quality {

// `sql` with the word `primary` (any case; not inside quotes or comments) replaced by `table`, as Glue reads
// it, and without semicolons at its end.
std::string WithPrimary(std::string_view sql, std::string_view table);

// Whether `name` stands in `sql` as a word, not inside quotes or comments.
bool Names(std::string_view sql, std::string_view name);

// Whether `sql` is whole by itself, so that it stays one condition in the parentheses that it is put into:
// none of its own closes more than it opened, and no text, comment or statement reaches beyond its end.
bool IsWhole(std::string_view sql);

// `SELECT COUNT(*) FROM relation [WHERE condition]`.
struct RowCountSql {
  std::string relation;   // one word
  std::string condition;  // "" counts all rows
};

// `sql` in that form; nullopt when it says more, or says it in another way. Its figure can then be taken from
// one scan together with those of others.
std::optional<RowCountSql> AsRowCount(std::string_view sql);

}  // namespace fxlake::quality
