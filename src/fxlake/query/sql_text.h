// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace fxlake::query {

// Quoting as all supported engines parse it: 'it''s' and "odd ""name""".
std::string SqlString(std::string_view text);
std::string SqlName(std::string_view name);

// A path that DuckDB reads as one file: its glob characters *, ? and [ are put in brackets.
std::string LiteralPath(std::string_view path);

// `sql` without trailing whitespace and semicolons, so that it can be embedded in another statement.
std::string_view WithoutTerminator(std::string_view sql);

}  // namespace fxlake::query
