// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/condition_sql.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "fxlake/query/sql_text.h"

namespace fxlake::quality {
namespace {

using query::SqlName;
using query::SqlString;
using query::ValueKind;

bool IsTime(ValueKind kind) { return kind == ValueKind::date || kind == ValueKind::timestamp; }
bool IsNumeric(ValueKind kind) { return kind == ValueKind::integer || kind == ValueKind::decimal || kind == ValueKind::real; }

std::string_view Describe(ValueKind kind) {
  return IsNumeric(kind)              ? "numbers"
         : IsTime(kind)               ? "dates"
         : kind == ValueKind::boolean ? "true and false"
         : kind == ValueKind::text    ? "text"
                                      : "values of another kind";
}

// `left <comparison> right ...` for comparisons that SQL has too.
std::string Compare(std::string_view left, Comparison comparison, const std::vector<std::string>& right) {
  const auto joined = [&] {
    std::string list;
    for (const std::string& item : right) list += (list.empty() ? "" : ", ") + item;
    return list;
  };
  switch (comparison) {
    case Comparison::equal: return fmt::format("{} = {}", left, right[0]);
    case Comparison::not_equal: return fmt::format("{} <> {}", left, right[0]);
    case Comparison::greater: return fmt::format("{} > {}", left, right[0]);
    case Comparison::greater_equal: return fmt::format("{} >= {}", left, right[0]);
    case Comparison::less: return fmt::format("{} < {}", left, right[0]);
    case Comparison::less_equal: return fmt::format("{} <= {}", left, right[0]);
    case Comparison::between: return fmt::format("({0} > {1} AND {0} < {2})", left, right[0], right[1]);
    case Comparison::not_between: return fmt::format("({0} <= {1} OR {0} >= {2})", left, right[0], right[1]);
    case Comparison::in: return fmt::format("{} IN ({})", left, joined());
    case Comparison::not_in: return fmt::format("{} NOT IN ({})", left, joined());
    case Comparison::matches:
    case Comparison::not_matches: break;
  }
  return "";
}

// The operands of a condition on a column: keywords apart, the others as SQL literals of the column's kind.
struct Literals {
  std::vector<std::string> values;
  bool null = false;
  bool empty = false;
  bool blank = false;
};

struct LiteralMaker {
  const query::Column& column;
  std::optional<Instant> now;
  bool as_moment;  // compare as TIMESTAMP rather than as DATE
  Literals& out;

  Result<void> operator()(const NumberOperand& number) { return Add(IsNumeric(column.kind), number.text, "a number"); }
  Result<void> operator()(const TextOperand& text) {
    if (column.kind == ValueKind::boolean && (text.text == "true" || text.text == "false")) return Add(true, text.text, "");
    return Add(column.kind == ValueKind::text, SqlString(text.text), "a text");
  }
  Result<void> operator()(const DateOperand& date) {
    if (column.kind == ValueKind::text) return Add(true, SqlString(date.date.ToString()), "");
    return Add(IsTime(column.kind),
               as_moment ? fmt::format("TIMESTAMP '{} 00:00:00'", date.date.ToString()) : query::DateLiteral(date.date), "a date");
  }
  Result<void> operator()(const NowOperand& moment) {
    return Add(IsTime(column.kind), query::UtcTimestamp(now, moment.shift_hours), "a moment");
  }
  Result<void> operator()(const DurationOperand&) { return Add(false, "", "a duration"); }
  Result<void> operator()(Keyword keyword) {
    if (keyword != Keyword::null && column.kind != ValueKind::text) return Add(false, "", "a text");
    (keyword == Keyword::null ? out.null : keyword == Keyword::empty ? out.empty : out.blank) = true;
    return {};
  }

 private:
  Result<void> Add(bool comparable, std::string literal, std::string_view what) {
    if (!comparable)
      return InvalidInput(
          fmt::format("column \"{}\" holds {}, which cannot be compared with {}", column.name, Describe(column.kind), what));
    out.values.push_back(std::move(literal));
    return {};
  }
};

bool IsNegative(Comparison comparison) {
  return comparison == Comparison::not_equal || comparison == Comparison::not_in || comparison == Comparison::not_matches ||
         comparison == Comparison::not_between;
}

}  // namespace

std::string NumberPredicate(std::string_view number, const Condition& condition) {
  std::vector<std::string> values;
  for (const Operand& operand : condition.operands) values.push_back(std::get<NumberOperand>(operand).text);
  return Compare(number, condition.comparison, values);
}

Result<std::string> ValuePredicate(const query::Column& column, const Condition& condition, query::Dialect dialect,
                                   std::optional<Instant> now) {
  const std::string name = SqlName(column.name);
  if (condition.comparison == Comparison::matches || condition.comparison == Comparison::not_matches) {
    if (column.kind != ValueKind::text)
      return InvalidInput(fmt::format("column \"{}\" holds {}, a pattern is for text", column.name, Describe(column.kind)));
    const std::string match = query::MatchesWhole(dialect, name, std::get<TextOperand>(condition.operands[0]).text);
    return condition.comparison == Comparison::matches ? match : fmt::format("({0} IS NULL OR NOT {1})", name, match);
  }
  const bool as_moment = column.kind == ValueKind::timestamp || std::ranges::any_of(condition.operands, [](const Operand& operand) {
                           return std::holds_alternative<NowOperand>(operand);
                         });
  Literals literals;
  LiteralMaker maker{column, now, as_moment, literals};
  for (const Operand& operand : condition.operands) RETURN_IF_ERROR(std::visit(maker, operand));

  const bool keywords = literals.null || literals.empty || literals.blank;
  const bool list = condition.comparison == Comparison::in || condition.comparison == Comparison::not_in;
  const bool equality = condition.comparison == Comparison::equal || condition.comparison == Comparison::not_equal;
  if (keywords && !list && !equality)
    return InvalidInput(fmt::format("column \"{}\": NULL, EMPTY and WHITESPACES_ONLY have no order", column.name));

  const bool negative = IsNegative(condition.comparison);
  const std::string_view join = negative ? " AND " : " OR ";
  std::string predicate;
  const auto add = [&](const std::string& part) { predicate += (predicate.empty() ? "" : std::string(join)) + part; };
  if (!literals.values.empty()) {
    const std::string left = IsTime(column.kind) && as_moment ? query::AsUtcTimestamp(name, column.type) : name;
    add(Compare(left, condition.comparison, literals.values));
  }
  if (literals.empty) add(fmt::format(fmt::runtime(negative ? "{} <> ''" : "{} = ''"), name));
  if (literals.blank) add(fmt::format(fmt::runtime(negative ? "({0} = '' OR TRIM({0}) <> '')" : "({0} <> '' AND TRIM({0}) = '')"), name));
  if (literals.null) {
    add(fmt::format(fmt::runtime(negative ? "{} IS NOT NULL" : "{} IS NULL"), name));
  } else if (negative && condition.comparison != Comparison::not_between) {
    predicate = fmt::format("{} IS NULL OR ({})", name, predicate);
  }
  return fmt::format("({})", predicate);
}

Result<std::string> AgePredicate(const query::Column& column, const Condition& condition, std::optional<Instant> now) {
  if (!IsTime(column.kind))
    return InvalidInput(fmt::format("column \"{}\" holds {}, freshness is of dates", column.name, Describe(column.kind)));
  // An age of at most three days is a value of at least now less three days: every order turns around.
  Condition turned = condition;
  switch (condition.comparison) {
    case Comparison::greater: turned.comparison = Comparison::less; break;
    case Comparison::greater_equal: turned.comparison = Comparison::less_equal; break;
    case Comparison::less: turned.comparison = Comparison::greater; break;
    case Comparison::less_equal: turned.comparison = Comparison::greater_equal; break;
    default: break;
  }
  std::vector<std::string> moments;
  for (const Operand& operand : condition.operands) moments.push_back(query::UtcTimestamp(now, -std::get<DurationOperand>(operand).hours));
  if (moments.size() == 2 && (condition.comparison == Comparison::between || condition.comparison == Comparison::not_between))
    std::swap(moments[0], moments[1]);
  return Compare(query::AsUtcTimestamp(SqlName(column.name), column.type), turned.comparison, moments);
}

Result<std::string> CastPredicate(const query::Column& column, std::string_view type, query::Dialect dialect) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kTypes = {{
      {"boolean", "BOOLEAN"},
      {"date", "DATE"},
      {"timestamp", "TIMESTAMP"},
      {"integer", "INTEGER"},
      {"int", "INTEGER"},
      {"long", "BIGINT"},
      {"float", "REAL"},
      {"double", "DOUBLE"},
      {"decimal", "DECIMAL(38,10)"},
      {"string", "VARCHAR"},
  }};
  std::string wanted(type);
  std::ranges::transform(wanted, wanted.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const std::string text = fmt::format("CAST({} AS VARCHAR)", SqlName(column.name));
  for (const auto& [name, sql] : kTypes) {
    if (wanted != name) continue;
    // By way of text, so that a number is no date in any engine; DuckDB would read "1.5" as the integer 2.
    const std::string readable = fmt::format("TRY_CAST({} AS {}) IS NOT NULL", text, sql);
    const bool whole = sql == "INTEGER" || sql == "BIGINT";
    return whole ? fmt::format("({} AND {})", query::MatchesWhole(dialect, text, "[+-]?[0-9]+"), readable) : readable;
  }
  return InvalidInput(
      fmt::format("there is no type \"{}\": Boolean, Date, Timestamp, Integer, Long, Float, Double, Decimal and String are", type));
}

}  // namespace fxlake::quality
