// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/dialect.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "fxlake/query/sql_text.h"

namespace fxlake::query {
namespace {

constexpr std::array<std::pair<std::string_view, Dialect>, 3> kNames = {{
    {"duckdb", Dialect::duckdb},
    {"athena", Dialect::athena},
    {"trino", Dialect::trino},
}};

}  // namespace

Result<Dialect> ParseDialect(std::string_view name) {
  std::string known;
  for (const auto& [text, dialect] : kNames) {
    if (name == text) return dialect;
    known += fmt::format("{}{}", known.empty() ? "" : ", ", text);
  }
  return InvalidInput(fmt::format("selecting an engine: expected one of {1}, not \"{0}\"", name, known));
}

std::string Median(Dialect dialect, std::string_view number) {
  return fmt::format(fmt::runtime(dialect == Dialect::duckdb ? "median({})" : "approx_percentile({}, 0.5)"),
                     number);
}

std::string AddDays(Dialect dialect, std::string_view date, std::string_view days) {
  return fmt::format(
      fmt::runtime(dialect == Dialect::duckdb ? "({} + CAST({} AS INTEGER))" : "date_add('day', {1}, {0})"),
      date, days);
}

std::string MatchesWhole(Dialect dialect, std::string_view text, std::string_view pattern) {
  if (dialect == Dialect::duckdb) return fmt::format("regexp_full_match({}, {})", text, SqlString(pattern));
  return fmt::format("regexp_like({}, {})", text, SqlString(fmt::format("^(?:{})$", pattern)));
}

std::string DateLiteral(Date date) { return fmt::format("DATE '{}'", date.ToString()); }

std::string UtcTimestamp(std::optional<Instant> now, std::int64_t shift_minutes) {
  if (now) {
    std::string text = (*now + shift_minutes * 60 * Instant::kPerSecond).ToString();
    text[10] = ' ';
    text.pop_back();
    return fmt::format("TIMESTAMP '{}'", text);
  }
  std::string clock = "CAST(CURRENT_TIMESTAMP AT TIME ZONE 'UTC' AS TIMESTAMP)";
  if (shift_minutes == 0) return clock;
  const bool back = shift_minutes < 0;
  return fmt::format("({} {} INTERVAL '{}' MINUTE)", clock, back ? '-' : '+',
                     back ? -shift_minutes : shift_minutes);
}

std::string AsUtcTimestamp(std::string_view value, std::string_view type) {
  const bool zoned = type.contains("TIME ZONE") || type.contains("time zone");
  return fmt::format(
      fmt::runtime(zoned ? "CAST({} AT TIME ZONE 'UTC' AS TIMESTAMP)" : "CAST({} AS TIMESTAMP)"), value);
}

}  // namespace fxlake::query
