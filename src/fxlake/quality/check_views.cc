// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/check_views.h"

#include <fmt/args.h>
#include <fmt/format.h>

#include "fxlake/quality/known_facts.h"
#include "fxlake/query/sql_text.h"
#include "fxlake/rates/pegs.h"

namespace fxlake::quality {
namespace {

using query::DateLiteral;
using query::Dialect;
using query::SqlString;

// The SQL template with {table} and other names replaced.
std::string Fill(const char* sql, const CheckInputs& inputs,
                 std::initializer_list<std::pair<const char*, std::string>> more = {}) {
  fmt::dynamic_format_arg_store<fmt::format_context> values;
  values.push_back(fmt::arg("table", inputs.table));
  for (const auto& [name, text] : more) values.push_back(fmt::arg(name, text));
  return fmt::vformat(sql, values);
}

// Rows as a query with named columns; `nothing` is one row of typed NULLs, used when there are no rows.
std::string Rows(const std::string& values, const char* columns, const char* nothing) {
  if (values.empty()) return fmt::format("SELECT * FROM (SELECT {}) AS t({}) WHERE 1 = 0", nothing, columns);
  return fmt::format("SELECT * FROM (VALUES {}) AS t({})", values, columns);
}

std::string SourcesSql(const CheckInputs& inputs, Dialect dialect) {
  std::string values;
  for (const SourceCalendar& entry : inputs.calendars) {
    std::string weekdays = "1111111";
    for (const int weekday : entry.calendar.rules().closed_weekdays)
      weekdays[static_cast<std::size_t>(weekday - 1)] = '0';
    std::string last = entry.expected_last ? DateLiteral(*entry.expected_last) : "CAST(NULL AS DATE)";
    if (entry.expected_yesterday) last = query::AddDays(dialect, "CURRENT_DATE", "-1");
    values += fmt::format("{}({}, {}, {})", values.empty() ? "" : ", ", SqlString(entry.source),
                          SqlString(weekdays), last);
  }
  return Rows(values, "source, open_weekdays, expected_last_date",
              "CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), CAST(NULL AS DATE)");
}

// The days on which a calendar deviates from its weekdays.
std::string ExceptionsSql(const CheckInputs& inputs) {
  const Date first = Date::FromDays(kFirstCheckedDay);
  const Date last = Date::FromDays(kLastCheckedDay);
  std::string values;
  for (const SourceCalendar& entry : inputs.calendars) {
    bool closed_weekday[8] = {};
    for (const int weekday : entry.calendar.rules().closed_weekdays) closed_weekday[weekday] = true;
    for (Date day = first; day <= (entry.expected_last ? *entry.expected_last : last); ++day) {
      const bool open = entry.calendar.IsPublicationDay(day);
      if (open != closed_weekday[day.weekday()]) continue;
      values += fmt::format("{}({}, {}, {})", values.empty() ? "" : ", ", SqlString(entry.source),
                            DateLiteral(day), open);
    }
  }
  return Rows(values, "source, date, is_open",
              "CAST(NULL AS VARCHAR), CAST(NULL AS DATE), CAST(NULL AS BOOLEAN)");
}

std::string PausesSql(const CheckInputs& inputs) {
  std::string values;
  for (const QuotationPause& pause : inputs.pauses) {
    values += fmt::format("{}({}, {}, {}, {})", values.empty() ? "" : ", ", SqlString(pause.source),
                          SqlString(pause.currency), DateLiteral(pause.first), DateLiteral(pause.last));
  }
  return Rows(values, "source, currency, first_date, last_date",
              "CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), CAST(NULL AS DATE), CAST(NULL AS DATE)");
}

std::string PegsSql() {
  std::string values;
  const auto add = [&](std::string_view anchor, std::string_view currency, std::string_view rate,
                       Date since) {
    values += fmt::format("{}('{}', '{}', {}, {})", values.empty() ? "" : ", ", anchor, currency, rate,
                          DateLiteral(since));
  };
  for (const auto& peg : rates::AllPegs()) {
    add(peg.anchor.ToString(), peg.quote.ToString(), peg.rate.ToString(),
        peg.since.value_or(Date::FromDays(kFirstCheckedDay)));
  }
  add("EUR", "BGN", "1.95583", Date::Of(1999, 1, 4));  // ended with the lev's last day in 2025
  return Rows(values, "anchor, currency, rate, since", "");
}

// `'cbu BGN', 'cbu TMT'`; never empty, because SQL has no empty list.
std::string BrokenPegs(const CheckInputs& inputs) {
  std::string list = "''";
  for (const auto& [source, currency] : inputs.broken_pegs) list += ", " + SqlString(source + " " + currency);
  return list;
}

// Small tables for the views below, so that each reads the rates only once.
constexpr const char* kPairs = R"(
SELECT ROW_NUMBER() OVER (ORDER BY source, base_currency, target_currency) AS pair, source, base_currency, target_currency,
  MIN(date) AS first_date, MAX(date) AS last_date, COUNT(*) AS quotations
FROM {table} WHERE base_currency <> target_currency GROUP BY source, base_currency, target_currency)";

constexpr const char* kDays = R"(
SELECT source, date, ROW_NUMBER() OVER (PARTITION BY source ORDER BY date DESC) AS days_to_end
FROM (SELECT DISTINCT source, date FROM {table}) AS published)";

// 1900-01-01 was a Monday. Twenty thousand days are 54 years.
constexpr const char* kMissingDays = R"(
WITH digits(d) AS (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)),
numbers(n) AS (SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d
  FROM digits a CROSS JOIN digits b CROSS JOIN digits c CROSS JOIN digits e CROSS JOIN (VALUES (0), (1)) AS f(d)),
spans AS (SELECT s.source, s.open_weekdays, MIN(p.first_date) AS first_date,
    COALESCE(MIN(s.expected_last_date), MAX(p.last_date)) AS last_date
  FROM quality_sources s JOIN quality_pairs p ON p.source = s.source GROUP BY s.source, s.open_weekdays),
days AS (SELECT source, open_weekdays, {day} AS date FROM spans JOIN numbers ON n <= date_diff('day', first_date, last_date))
SELECT d.source, d.date
FROM days d
LEFT JOIN quality_calendar_exceptions e ON e.source = d.source AND e.date = d.date
LEFT JOIN quality_days p ON p.source = d.source AND p.date = d.date
WHERE p.date IS NULL
  AND COALESCE(e.is_open, SUBSTR(d.open_weekdays, CAST(MOD(date_diff('day', DATE '1900-01-01', d.date), 7) AS INTEGER) + 1, 1) = '1'))";

// A source without rates is as late as possible.
constexpr const char* kFreshness = R"(
WITH ends AS (SELECT source, MAX(last_date) AS last_date FROM quality_pairs GROUP BY source),
late AS (SELECT m.source, COUNT(*) AS days FROM quality_missing_days m JOIN ends e ON e.source = m.source
  WHERE m.date > e.last_date GROUP BY m.source)
SELECT s.source, e.last_date, s.expected_last_date, CASE WHEN e.last_date IS NULL THEN 99999 ELSE COALESCE(l.days, 0) END AS days_late
FROM quality_sources s LEFT JOIN ends e ON e.source = s.source LEFT JOIN late l ON l.source = s.source
WHERE s.expected_last_date IS NOT NULL)";

// Only pairs with fewer rates than their source has days since their first rate are examined.
constexpr const char* kHoles = R"(
WITH suspects AS (SELECT p.pair, p.source, p.base_currency, p.target_currency, p.first_date
  FROM quality_pairs p JOIN quality_days d ON d.source = p.source AND d.date = p.first_date WHERE p.quotations < d.days_to_end),
paused AS (SELECT s.pair, q.first_date, q.last_date
  FROM suspects s JOIN quality_pauses q ON q.currency IN (s.base_currency, s.target_currency) AND q.source IN ('', s.source)),
cells AS (SELECT s.pair, s.source, s.base_currency, s.target_currency, d.date
  FROM suspects s JOIN quality_days d ON d.source = s.source AND d.date >= s.first_date
  LEFT JOIN paused p ON p.pair = s.pair AND d.date BETWEEN p.first_date AND p.last_date
  WHERE p.pair IS NULL),
quoted AS (SELECT s.pair, r.date FROM {table} r
  JOIN suspects s ON s.source = r.source AND s.base_currency = r.base_currency AND s.target_currency = r.target_currency)
SELECT c.source, c.base_currency, c.target_currency, c.date
FROM cells c LEFT JOIN quoted q ON q.pair = c.pair AND q.date = c.date
WHERE q.pair IS NULL)";

// Steps over more than ten days are not compared with daily changes. The usual step counts as at least 0.1 %,
// otherwise the smallest change of a pegged currency would be a jump. A spike is a step that the next one
// reverts by at least half.
constexpr const char* kJumps = R"(
WITH logs AS (SELECT p.pair, r.date, r.rate, ln(CAST(r.rate AS DOUBLE)) AS log_rate
  FROM {table} r JOIN quality_pairs p ON p.source = r.source AND p.base_currency = r.base_currency AND p.target_currency = r.target_currency
  WHERE r.rate > 0),
steps AS (SELECT pair, date, rate,
    LAG(rate) OVER series AS previous_rate, LAG(date) OVER series AS previous_date, LEAD(date) OVER series AS next_date,
    log_rate - LAG(log_rate) OVER series AS step, LEAD(log_rate) OVER series - log_rate AS next_step
  FROM logs WINDOW series AS (PARTITION BY pair ORDER BY date)),
near AS (SELECT pair, date, rate, previous_rate, step, CASE WHEN date_diff('day', date, next_date) <= 10 THEN next_step END AS next_step
  FROM steps WHERE date_diff('day', previous_date, date) <= 10),
middles AS (SELECT pair, {middle} AS middle FROM near GROUP BY pair),
usual AS (SELECT n.pair, m.middle, GREATEST({spread}, 0.001) AS deviation
  FROM near n JOIN middles m ON m.pair = n.pair GROUP BY n.pair, m.middle),
ends AS (SELECT source, MAX(last_date) AS last_date FROM quality_pairs GROUP BY source)
SELECT p.source, p.base_currency, p.target_currency, n.date, n.previous_rate, n.rate, n.step,
  ABS(n.step - u.middle) / u.deviation AS size,
  CASE WHEN n.step * n.next_step < 0 AND ABS(n.step + n.next_step) < 0.5 * LEAST(ABS(n.step), ABS(n.next_step))
    THEN LEAST(ABS(n.step), ABS(n.next_step)) / u.deviation ELSE 0 END AS spike,
  n.date = e.last_date AS is_latest
FROM near n
JOIN usual u ON u.pair = n.pair
JOIN quality_pairs p ON p.pair = n.pair
JOIN ends e ON e.source = p.source)";

// A product of two or three rates is a signed sum of logarithms, computed on days when all are present.
// Engines that expand a WITH at each use plan these views once per use; therefore one row per leg by CASE,
// without UNION.
constexpr const char* kTriangles = R"(
WITH triangles AS (SELECT ROW_NUMBER() OVER (ORDER BY ab.pair, bc.pair) AS triangle, ab.source, ab.base_currency AS a, ab.target_currency AS b, bc.target_currency AS c
  FROM quality_pairs ab
  JOIN quality_pairs bc ON bc.source = ab.source AND bc.base_currency = ab.target_currency
  JOIN quality_pairs ac ON ac.source = ab.source AND ac.base_currency = ab.base_currency AND ac.target_currency = bc.target_currency),
sides AS (SELECT triangle, source, a, b, c, sign,
    CASE WHEN leg = 'bc' THEN b ELSE a END AS base_currency, CASE WHEN leg = 'ab' THEN b ELSE c END AS target_currency
  FROM triangles CROSS JOIN (VALUES ('ab', 1), ('bc', 1), ('ac', -1)) AS legs(leg, sign))
SELECT ARBITRARY(s.source) AS source, r.date, ARBITRARY(s.a) AS a, ARBITRARY(s.b) AS b, ARBITRARY(s.c) AS c,
  10000 * ABS(SUM(s.sign * ln(CAST(r.rate AS DOUBLE)))) AS basis_points
FROM {table} r JOIN sides s ON s.source = r.source AND s.base_currency = r.base_currency AND s.target_currency = r.target_currency
WHERE r.rate > 0 GROUP BY s.triangle, r.date HAVING COUNT(*) = 3)";

// Each rate is a price of a currency in another, its home; a currency's price in itself is 1.
constexpr const char* kPegDeviations = R"(
WITH prices AS (SELECT source, base_currency, target_currency, sign,
    CASE WHEN sign = 1 THEN base_currency ELSE target_currency END AS home, CASE WHEN sign = 1 THEN target_currency ELSE base_currency END AS currency
  FROM quality_pairs CROSS JOIN (VALUES (1), (-1)) AS directions(sign)),
ties AS (SELECT p.source, p.home, g.anchor, g.currency, g.rate AS peg, g.since, p.sign, p.base_currency, p.target_currency,
    COALESCE(a.sign, 0) AS anchor_sign, a.base_currency AS anchor_base, a.target_currency AS anchor_target
  FROM prices p JOIN quality_peg_rates g ON g.currency = p.currency
  LEFT JOIN prices a ON a.source = p.source AND a.home = p.home AND a.currency = g.anchor
  WHERE (p.home = g.anchor OR a.home IS NOT NULL) AND p.source || ' ' || g.currency NOT IN ({broken})),
sides AS (SELECT source, home, anchor, currency, peg, since, sign AS price_sign, anchor_sign,
    CASE WHEN leg = 1 THEN sign ELSE -anchor_sign END AS sign,
    CASE WHEN leg = 1 THEN base_currency ELSE anchor_base END AS base_currency,
    CASE WHEN leg = 1 THEN target_currency ELSE anchor_target END AS target_currency
  FROM ties CROSS JOIN (VALUES (1), (2)) AS legs(leg) WHERE leg = 1 OR anchor_sign <> 0)
SELECT s.source, r.date, s.home, s.anchor, s.currency, s.peg,
  10000 * ABS(SUM(s.sign * ln(CAST(r.rate AS DOUBLE))) - ln(CAST(s.peg AS DOUBLE))) AS basis_points
FROM {table} r JOIN sides s ON s.source = r.source AND s.base_currency = r.base_currency AND s.target_currency = r.target_currency
WHERE r.rate > 0 AND r.date >= s.since
GROUP BY s.source, r.date, s.home, s.anchor, s.currency, s.peg, s.price_sign, s.anchor_sign
HAVING COUNT(*) = CASE WHEN s.anchor_sign = 0 THEN 1 ELSE 2 END)";

constexpr const char* kAgreement = R"(
WITH shared AS (SELECT LEAST(base_currency, target_currency) AS a, GREATEST(base_currency, target_currency) AS b
  FROM quality_pairs
  GROUP BY LEAST(base_currency, target_currency), GREATEST(base_currency, target_currency) HAVING MIN(source) <> MAX(source)),
quotes AS (SELECT r.source, r.date, p.a, p.b,
    CASE WHEN r.base_currency = p.a THEN 1 ELSE -1 END * ln(CAST(r.rate AS DOUBLE)) AS log_rate
  FROM {table} r JOIN shared p ON p.a = LEAST(r.base_currency, r.target_currency) AND p.b = GREATEST(r.base_currency, r.target_currency)
  WHERE r.rate > 0)
SELECT date, a, b, CONCAT(a, '/', b) AS pair, MIN(source) AS source, MAX(source) AS other_source, 10000 * (MAX(log_rate) - MIN(log_rate)) AS basis_points
FROM quotes GROUP BY date, a, b HAVING MIN(source) <> MAX(source))";

}  // namespace

Date ExpectedLast(const rates::Calendar& calendar, Date today) { return calendar.Previous(today); }

std::vector<CheckView> CheckViews(const CheckInputs& inputs, Dialect dialect) {
  return {
      {"quality_sources", SourcesSql(inputs, dialect)},
      {"quality_calendar_exceptions", ExceptionsSql(inputs)},
      {"quality_pauses", PausesSql(inputs)},
      {"quality_peg_rates", PegsSql()},
      {"quality_pairs", Fill(kPairs, inputs)},
      {"quality_days", Fill(kDays, inputs)},
      {"quality_missing_days",
       Fill(kMissingDays, inputs, {{"day", query::AddDays(dialect, "first_date", "n")}})},
      {"quality_freshness", Fill(kFreshness, inputs)},
      {"quality_holes", Fill(kHoles, inputs)},
      {"quality_jumps", Fill(kJumps, inputs,
                             {{"middle", query::Median(dialect, "step")},
                              {"spread", query::Median(dialect, "ABS(n.step - m.middle)")}})},
      {"quality_triangles", Fill(kTriangles, inputs)},
      {"quality_pegs", Fill(kPegDeviations, inputs, {{"broken", BrokenPegs(inputs)}})},
      {"quality_agreement", Fill(kAgreement, inputs)},
  };
}

std::string CreateCheckViews(const CheckInputs& inputs) {
  std::string sql;
  for (const CheckView& view : CheckViews(inputs, Dialect::duckdb))
    sql += fmt::format("CREATE OR REPLACE VIEW {} AS {};\n", view.name, view.sql);
  return sql;
}

}  // namespace fxlake::quality
