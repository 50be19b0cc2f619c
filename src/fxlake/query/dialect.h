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

// Whose SQL. Athena's engine is Trino; it is a dialect of its own because tables and limits differ.
enum class Dialect { duckdb, athena, trino };

// invalid_input for any other word than the names above; the message lists them.
Result<Dialect> ParseDialect(std::string_view name);

// What the engines do not write alike. Each takes and gives SQL expressions.
std::string Median(Dialect dialect, std::string_view number);  // an aggregate; approximate but in DuckDB
std::string AddDays(Dialect dialect, std::string_view date, std::string_view days);  // a DATE
std::string MatchesWhole(Dialect dialect, std::string_view text,
                         std::string_view pattern);  // `pattern` is plain text

// What they do.
std::string DateLiteral(Date date);
// A moment as TIMESTAMP without time zone in UTC: `now` shifted by minutes, or the engine's own clock when
// there is none.
std::string UtcTimestamp(std::optional<Instant> now, std::int64_t shift_minutes);
// A DATE or TIMESTAMP of either kind as TIMESTAMP without time zone in UTC.
std::string AsUtcTimestamp(std::string_view value, std::string_view type);

}  // namespace fxlake::query
