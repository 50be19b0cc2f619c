// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/condition_sql.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "fxlake/base/text.h"
#include "fxlake/query/sql_text.h"

namespace fxlake::quality {
namespace {

using query::SqlName;
using query::SqlString;
using query::ValueKind;

bool IsTime(ValueKind kind) { return kind == ValueKind::date || kind == ValueKind::timestamp; }
bool IsNumeric(ValueKind kind) {
  return kind == ValueKind::integer || kind == ValueKind::decimal || kind == ValueKind::real;
}

std::string_view Describe(ValueKind kind) {
  return IsNumeric(kind)              ? "numbers"
         : IsTime(kind)               ? "dates"
         : kind == ValueKind::boolean ? "true and false"
         : kind == ValueKind::text    ? "text"
                                      : "values of different types";
}

// `left <comparison> right ...` for comparisons that exist in SQL.
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

bool IsMatch(Comparison comparison) {
  return comparison == Comparison::matches || comparison == Comparison::not_matches;
}
bool IsList(Comparison comparison) {
  return comparison == Comparison::in || comparison == Comparison::not_in;
}
bool IsEquality(Comparison comparison) {
  return comparison == Comparison::equal || comparison == Comparison::not_equal;
}

// The operands of a condition on a column: keywords and times of day separately, the others as SQL literals
// of the column's kind.
struct Literals {
  std::vector<std::string> values;
  std::vector<std::string> times;
  bool null = false;
  bool empty = false;
  bool blank = false;
};

struct LiteralMaker {
  const query::Column& column;
  std::optional<Instant> now;
  bool as_moment;  // compare as TIMESTAMP instead of DATE
  Literals& out;

  Result<void> operator()(const NumberOperand& number) {
    return Add(IsNumeric(column.kind), number.sql, "a number");
  }
  Result<void> operator()(const TextOperand& text) {
    if (column.kind == ValueKind::boolean && (text.text == "true" || text.text == "false"))
      return Add(true, text.text, "");
    return Add(column.kind == ValueKind::text, SqlString(text.text), "a text");
  }
  Result<void> operator()(const DateOperand& date) {
    if (column.kind == ValueKind::text) return Add(true, SqlString(date.date.ToString()), "");
    return Add(IsTime(column.kind),
               as_moment ? fmt::format("TIMESTAMP '{} 00:00:00'", date.date.ToString())
                         : query::DateLiteral(date.date),
               "a date");
  }
  Result<void> operator()(const TimeOperand& time) {
    const bool comparable = column.kind == ValueKind::timestamp || column.kind == ValueKind::text ||
                            column.type.starts_with("TIME") || column.type.starts_with("time");
    if (!comparable) return Add(false, "", "a time of day");
    out.times.push_back(fmt::format("TIME '{}:00'", ToText(time)));
    return {};
  }
  Result<void> operator()(const NowOperand& moment) {
    return Add(IsTime(column.kind), query::UtcTimestamp(now, moment.shift_minutes), "a moment");
  }
  Result<void> operator()(const DurationOperand&) { return Add(false, "", "a duration"); }
  Result<void> operator()(const SizeOperand&) { return Add(false, "", "a size"); }
  Result<void> operator()(Keyword keyword) {
    if (keyword != Keyword::null && column.kind != ValueKind::text) return Add(false, "", "a text");
    (keyword == Keyword::null ? out.null : keyword == Keyword::empty ? out.empty : out.blank) = true;
    return {};
  }

 private:
  Result<void> Add(bool comparable, std::string literal, std::string_view what) {
    if (!comparable)
      return InvalidInput(fmt::format("column \"{}\" has {}, which cannot be compared with {}", column.name,
                                      Describe(column.kind), what));
    out.values.push_back(std::move(literal));
    return {};
  }
};

bool IsNegative(Comparison comparison) {
  return comparison == Comparison::not_equal || comparison == Comparison::not_in ||
         comparison == Comparison::not_matches || comparison == Comparison::not_between;
}

Result<std::string> CanBeReadAs(const query::Column& column, std::string_view type, query::Dialect dialect) {
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
  const auto wanted = LowerCase(type);
  const std::string text = fmt::format("CAST({} AS VARCHAR)", SqlName(column.name));
  for (const auto& [name, sql] : kTypes) {
    if (wanted != name) continue;
    // Cast via text, so that no engine reads a number as a date; DuckDB would cast "1.5" to the integer 2.
    const std::string readable = fmt::format("TRY_CAST({} AS {}) IS NOT NULL", text, sql);
    const bool whole = sql == "INTEGER" || sql == "BIGINT";
    return whole ? fmt::format("({} AND {})", query::MatchesWhole(dialect, text, "[+-]?[0-9]+"), readable)
                 : readable;
  }
  return InvalidInput(fmt::format(
      "unknown type \"{}\": expected Boolean, Date, Timestamp, Integer, Long, Float, Double, Decimal "
      "or String",
      type));
}

}  // namespace

Result<std::string> NumberPredicate(std::string_view number, const Condition& condition) {
  std::vector<std::string> values;
  bool null = false;
  for (const Operand& operand : condition.operands) {
    if (const auto* value = std::get_if<NumberOperand>(&operand)) {
      values.push_back(value->sql);
    } else {
      null = true;
    }
  }
  if (!null) return Compare(number, condition.comparison, values);
  if (!IsList(condition.comparison) && !IsEquality(condition.comparison))
    return InvalidInput("NULL has no order");
  const bool negative = IsNegative(condition.comparison);
  std::string predicate = fmt::format("{} IS {}NULL", number, negative ? "NOT " : "");
  if (!values.empty())
    predicate +=
        fmt::format(" {} {}", negative ? "AND" : "OR", Compare(number, condition.comparison, values));
  return fmt::format("({})", predicate);
}

Result<std::string> ValuePredicate(const query::Column& column, const Condition& condition,
                                   query::Dialect dialect, std::optional<Instant> now) {
  const std::string name = SqlName(column.name);
  if (IsMatch(condition.comparison)) {
    if (column.kind != ValueKind::text)
      return InvalidInput(
          fmt::format("column \"{}\" has {}, but a pattern needs text", column.name, Describe(column.kind)));
    const std::string match =
        query::MatchesWhole(dialect, name, std::get<TextOperand>(condition.operands[0]).text);
    return condition.comparison == Comparison::matches ? match
                                                       : fmt::format("({0} IS NULL OR NOT {1})", name, match);
  }
  const bool as_moment = column.kind == ValueKind::timestamp ||
                         std::ranges::any_of(condition.operands, [](const Operand& operand) {
                           return std::holds_alternative<NowOperand>(operand);
                         });
  Literals literals;
  LiteralMaker maker{column, now, as_moment, literals};
  for (const Operand& operand : condition.operands) RETURN_IF_ERROR(std::visit(maker, operand));

  const bool keywords = literals.null || literals.empty || literals.blank;
  const bool list = IsList(condition.comparison);
  if (keywords && !list && !IsEquality(condition.comparison))
    return InvalidInput(
        fmt::format("column \"{}\": NULL, EMPTY and WHITESPACES_ONLY have no order", column.name));

  if (!list && !literals.times.empty() && !literals.values.empty())
    return InvalidInput(
        fmt::format("column \"{}\": a range must be of dates or of times of day", column.name));

  const bool negative = IsNegative(condition.comparison);
  const std::string_view join = negative ? " AND " : " OR ";
  std::string predicate;
  const auto add = [&](const std::string& part) {
    predicate += (predicate.empty() ? "" : std::string(join)) + part;
  };
  if (!literals.values.empty()) {
    const std::string left =
        IsTime(column.kind) && as_moment ? query::AsUtcTimestamp(name, column.type) : name;
    add(Compare(left, condition.comparison, literals.values));
  }
  if (!literals.times.empty()) {
    const std::string moment =
        column.kind == ValueKind::timestamp ? query::AsUtcTimestamp(name, column.type) : name;
    // As for NULL, a text that is not a time of day satisfies only the negative comparisons.
    const std::string of_day = fmt::format(
        fmt::runtime(column.kind == ValueKind::text ? "TRY_CAST({} AS TIME)" : "CAST({} AS TIME)"), moment);
    const std::string compared = Compare(of_day, condition.comparison, literals.times);
    add(negative && condition.comparison != Comparison::not_between
            ? fmt::format("({} IS NULL OR {})", of_day, compared)
            : compared);
  }
  if (literals.empty) add(fmt::format(fmt::runtime(negative ? "{} <> ''" : "{} = ''"), name));
  if (literals.blank)
    add(fmt::format(
        fmt::runtime(negative ? "({0} = '' OR TRIM({0}) <> '')" : "({0} <> '' AND TRIM({0}) = '')"), name));
  if (literals.null) {
    add(fmt::format(fmt::runtime(negative ? "{} IS NOT NULL" : "{} IS NULL"), name));
  } else if (negative && condition.comparison != Comparison::not_between) {
    predicate = fmt::format("{} IS NULL OR ({})", name, predicate);
  }
  return fmt::format("({})", predicate);
}

Result<std::string> AgePredicate(const query::Column& column, const Condition& condition,
                                 std::optional<Instant> now) {
  if (!IsTime(column.kind))
    return InvalidInput(
        fmt::format("column \"{}\" has {}, but freshness needs dates", column.name, Describe(column.kind)));
  // An age of at most three days is a value of at least now minus three days, so every comparison is
  // mirrored.
  Condition turned = condition;
  switch (condition.comparison) {
    case Comparison::greater: turned.comparison = Comparison::less; break;
    case Comparison::greater_equal: turned.comparison = Comparison::less_equal; break;
    case Comparison::less: turned.comparison = Comparison::greater; break;
    case Comparison::less_equal: turned.comparison = Comparison::greater_equal; break;
    default: break;
  }
  std::vector<std::string> moments;
  for (const Operand& operand : condition.operands)
    moments.push_back(query::UtcTimestamp(now, -std::get<DurationOperand>(operand).minutes));
  if (moments.size() == 2 &&
      (condition.comparison == Comparison::between || condition.comparison == Comparison::not_between))
    std::swap(moments[0], moments[1]);
  return Compare(query::AsUtcTimestamp(SqlName(column.name), column.type), turned.comparison, moments);
}

Result<std::string> CastPredicate(const query::Column& column, const Condition& condition,
                                  query::Dialect dialect) {
  if (IsMatch(condition.comparison))
    return InvalidInput("a data type can be compared with =, !=, in and not in");
  std::string readable;
  for (const Operand& operand : condition.operands) {
    const auto* type = std::get_if<TextOperand>(&operand);
    if (type == nullptr) return InvalidInput("a data type is a quoted name, such as \"Date\"");
    ASSIGN_OR_RETURN(const std::string one, CanBeReadAs(column, type->text, dialect));
    readable += (readable.empty() ? "" : " OR ") + one;
  }
  return fmt::format("({} IS NULL OR {}({}))", SqlName(column.name),
                     IsNegative(condition.comparison) ? "NOT " : "", readable);
}

}  // namespace fxlake::quality
