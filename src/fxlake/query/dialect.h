// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "fxlake/base/date.h"
#include "fxlake/base/instant.h"
#include "fxlake/base/result.h"

namespace fxlake::query {

// SQL dialects. Athena's engine is Trino, but its tables and limits differ, so it is a dialect of its own.
enum class Dialect { duckdb, athena, trino };

// invalid_input for any other name; the message lists them.
Result<Dialect> ParseDialect(std::string_view name);

// SQL that differs between dialects. Each takes and returns SQL expressions.
std::string Median(Dialect dialect, std::string_view number);  // an aggregate; approximate except in DuckDB
std::string AddDays(Dialect dialect, std::string_view date, std::string_view days);  // a DATE
// `pattern` is plain text
std::string MatchesWhole(Dialect dialect, std::string_view text, std::string_view pattern);

// SQL that is the same in all dialects.
std::string DateLiteral(Date date);
// A time as TIMESTAMP without time zone in UTC: `now` shifted by minutes; the engine's clock when `now` is
// unset.
std::string UtcTimestamp(std::optional<Instant> now, std::int64_t shift_minutes);
// A DATE or TIMESTAMP of either kind as TIMESTAMP without time zone in UTC.
std::string AsUtcTimestamp(std::string_view value, std::string_view type);

}  // namespace fxlake::query
