// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace fxlake::query {

// SQL as every engine here reads it: 'it''s' and "odd ""name""".
std::string SqlString(std::string_view text);
std::string SqlName(std::string_view name);

// A path as DuckDB takes it for one file: *, ? and [ are patterns to it, and inside brackets each is itself.
std::string LiteralPath(std::string_view path);

// `sql` without blanks and semicolons at its end, so that it can stand inside another statement.
std::string_view WithoutTerminator(std::string_view sql);

}  // namespace fxlake::query
