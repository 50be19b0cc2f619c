// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/rule_sql.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "fxlake/base/nearest.h"
#include "fxlake/quality/condition_sql.h"
#include "fxlake/quality/custom_sql.h"
#include "fxlake/quality/rule_type.h"
#include "fxlake/query/sql_text.h"

namespace fxlake::quality {
namespace {

using query::SqlName;
using query::SqlString;

std::string AsText(const std::string& value) { return fmt::format("CAST({} AS VARCHAR)", value); }
// Six decimals, without exponent.
std::string AsDecimalText(const std::string& value) {
  return fmt::format("CAST(CAST({} AS DECIMAL(38, 6)) AS VARCHAR)", value);
}

std::string CountWhere(const std::string& condition) {
  return condition.empty() ? "COUNT(*)" : fmt::format("COUNT(CASE WHEN {} THEN 1 END)", condition);
}

class Maker {
 public:
  Maker(const Rule& rule, const CompileOptions& options, Metrics& metrics)
      : rule_(rule), options_(options), metrics_(metrics) {}

  Result<RuleSql> Make() {
    switch (rule_.type->kind) {
      case RuleKind::column_count:
        return Number(std::to_string(options_.columns.size()),
                      SqlString(std::to_string(options_.columns.size())));
      case RuleKind::column_exists: return ColumnExists();
      case RuleKind::row_count: return Number(Count(""), AsText(Count("")));
      case RuleKind::custom_sql: return CustomSql();
      case RuleKind::column_names_match_pattern: return ColumnNames();
      case RuleKind::column_correlation: return Correlation();
      case RuleKind::distinct_values_count:
      case RuleKind::entropy:
      case RuleKind::is_primary_key:
      case RuleKind::is_unique:
      case RuleKind::unique_value_ratio:
      case RuleKind::uniqueness: return Keys();
      default: return OnColumn();
    }
  }

 private:
  Result<query::Column> FindColumn(const std::string& name) const {
    const auto found = std::ranges::find(options_.columns, name, &query::Column::name);
    if (found != options_.columns.end()) return *found;
    std::vector<std::string_view> names;
    for (const query::Column& column : options_.columns) names.push_back(column.name);
    const std::string_view meant = Nearest(name, names);
    return InvalidInput(fmt::format("there is no column \"{}\"{}", name,
                                    meant.empty() ? "" : fmt::format("; did you mean \"{}\"?", meant)));
  }

  std::string Where() const { return rule_.where.empty() ? "" : fmt::format("({})", rule_.where); }

  // The number of the rule's rows that satisfy `predicate`; all of them when it is empty.
  std::string Count(const std::string& predicate) {
    std::string both = Where();
    if (!predicate.empty()) both += (both.empty() ? "" : " AND ") + predicate;
    return metrics_.Aggregate(CountWhere(both));
  }

  // `function` over those rows: AVG(x) when the rule applies to all.
  std::string Over(const std::string& function, const std::string& value) {
    return metrics_.Aggregate(rule_.where.empty()
                                  ? fmt::format("{}({})", function, value)
                                  : fmt::format("{}(CASE WHEN {} THEN {} END)", function, Where(), value));
  }

  // Without rows the share is 1.
  static std::string Share(const std::string& part, const std::string& all) {
    return fmt::format("COALESCE(CAST({} AS DOUBLE) / NULLIF({}, 0), 1)", part, all);
  }

  Result<RuleSql> Number(const std::string& number, const std::string& observed) const {
    ASSIGN_OR_RETURN(std::string predicate, NumberPredicate(number, *rule_.condition));
    return RuleSql{observed, ToText(*rule_.condition), std::move(predicate)};
  }

  // DuckDB sorts NaN above every number, so it would pass.
  Result<RuleSql> Real(const std::string& number) const {
    const std::string known = fmt::format("NULLIF({}, CAST('NaN' AS DOUBLE))", number);
    return Number(known, AsDecimalText(known));
  }

  RuleSql ColumnExists() const {
    const bool exists = FindColumn(rule_.parameters[0]).has_value();
    return {SqlString(exists ? "there" : "missing"), "a column with that name", exists ? "1 = 1" : "1 = 0"};
  }

  Result<RuleSql> ColumnNames() const {
    std::string failing;
    for (const query::Column& column : options_.columns) {
      const std::string match =
          query::MatchesWhole(options_.dialect, SqlString(column.name), rule_.parameters[0]);
      failing += fmt::format("{}CASE WHEN {} THEN 0 ELSE 1 END", failing.empty() ? "" : " + ", match);
    }
    failing = fmt::format("({})", failing.empty() ? "0" : failing);
    return RuleSql{fmt::format("{} || ' of {} names do not match'", AsText(failing), options_.columns.size()),
                   fmt::format("every name matches \"{}\"", rule_.parameters[0]), failing + " = 0"};
  }

  Result<RuleSql> Correlation() {
    std::vector<std::string> values;
    for (const std::string& parameter : rule_.parameters) {
      ASSIGN_OR_RETURN(const query::Column column, FindNumbers(parameter));
      values.push_back(fmt::format("CAST({} AS DOUBLE)", SqlName(column.name)));
    }
    const std::string first =
        rule_.where.empty() ? values[0] : fmt::format("CASE WHEN {} THEN {} END", Where(), values[0]);
    return Real(metrics_.Aggregate(fmt::format("CORR({}, {})", first, values[1])));
  }

  // Passes when every row passes, or when the share of passing rows meets the threshold.
  Result<RuleSql> Rows(const std::string& passing, const std::string& all,
                       const std::string& expected) const {
    if (!rule_.threshold) {
      return RuleSql{fmt::format("{} || ' of ' || {} || ' rows fail'",
                                 AsText(fmt::format("({} - {})", all, passing)), AsText(all)),
                     expected, fmt::format("{} = {}", passing, all)};
    }
    for (const Operand& operand : rule_.threshold->operands) {
      const auto* limit = std::get_if<NumberOperand>(&operand);
      if (limit != nullptr && (limit->value < 0 || limit->value > 1))
        return InvalidInput(
            fmt::format("a threshold is the share of rows that pass, 0 to 1, not {}", limit->text));
    }
    const std::string share = Share(passing, all);
    ASSIGN_OR_RETURN(std::string predicate, NumberPredicate(share, *rule_.threshold));
    return RuleSql{AsDecimalText(share) + " || ' of the rows pass'",
                   fmt::format("{}, share of rows {}", expected, ToText(*rule_.threshold)),
                   std::move(predicate)};
  }

  Result<RuleSql> RowsThat(const std::string& predicate, const std::string& expected) {
    return Rows(Count(predicate), Count(""), expected);
  }

  Result<RuleSql> OnColumn() {
    ASSIGN_OR_RETURN(const query::Column column, FindColumn(rule_.parameters[0]));
    const std::string name = SqlName(column.name);
    switch (rule_.type->kind) {
      case RuleKind::is_complete: return RowsThat(fmt::format("{} IS NOT NULL", name), "no NULL");
      case RuleKind::completeness: {
        const std::string share = Share(Count(fmt::format("{} IS NOT NULL", name)), Count(""));
        return Number(share, AsDecimalText(share));
      }
      case RuleKind::column_values: {
        ASSIGN_OR_RETURN(const std::string predicate,
                         ValuePredicate(column, *rule_.condition, options_.dialect, options_.now));
        return RowsThat(predicate, ToText(*rule_.condition));
      }
      case RuleKind::data_freshness: {
        ASSIGN_OR_RETURN(const std::string predicate, AgePredicate(column, *rule_.condition, options_.now));
        return RowsThat(predicate, "age " + ToText(*rule_.condition));
      }
      case RuleKind::column_data_type: {
        ASSIGN_OR_RETURN(const std::string predicate,
                         CastPredicate(column, *rule_.condition, options_.dialect));
        return RowsThat(predicate, "type " + ToText(*rule_.condition));
      }
      case RuleKind::column_length: {
        if (column.kind != query::ValueKind::text)
          return InvalidInput(fmt::format("column \"{}\" is not a text column", column.name));
        ASSIGN_OR_RETURN(const std::string predicate,
                         NumberPredicate(fmt::format("COALESCE(LENGTH({}), 0)", name), *rule_.condition));
        return RowsThat(predicate, "length " + ToText(*rule_.condition));
      }
      default: return Statistic(column.name);
    }
  }

  Result<query::Column> FindNumbers(const std::string& name) const {
    using query::ValueKind;
    ASSIGN_OR_RETURN(query::Column column, FindColumn(name));
    if (column.kind == ValueKind::integer || column.kind == ValueKind::decimal ||
        column.kind == ValueKind::real)
      return column;
    return InvalidInput(fmt::format("column \"{}\" is not a number column", column.name));
  }

  Result<RuleSql> Statistic(const std::string& parameter) {
    ASSIGN_OR_RETURN(const query::Column column, FindNumbers(parameter));
    if (rule_.type->kind == RuleKind::sum) {
      const std::string sum = Over("SUM", SqlName(column.name));
      return Number(sum, AsText(sum));
    }
    return Real(Over(rule_.type->kind == RuleKind::mean ? "AVG" : "STDDEV_POP",
                     fmt::format("CAST({} AS DOUBLE)", SqlName(column.name))));
  }

  // Groups of equal keys: how many consist of one row, and the number of rows.
  Result<RuleSql> Keys() {
    std::string columns;
    std::string complete;
    for (const std::string& parameter : rule_.parameters) {
      ASSIGN_OR_RETURN(const query::Column column, FindColumn(parameter));
      columns += (columns.empty() ? "" : ", ") + SqlName(column.name);
      complete += fmt::format("{}{} IS NOT NULL", complete.empty() ? "" : " AND ", SqlName(column.name));
    }
    const RuleKind kind = rule_.type->kind;
    // NULL is not a value: neither unique nor repeated. A primary key must not contain it.
    std::string filter = Where();
    if (kind != RuleKind::is_primary_key) filter += (filter.empty() ? "" : " AND ") + complete;
    const std::string groups = fmt::format("(SELECT COUNT(*) AS n FROM {}{} GROUP BY {}) AS keys",
                                           options_.table, filter.empty() ? "" : " WHERE " + filter, columns);
    const auto of_groups = [&](std::string_view figure) {
      return metrics_.Value(fmt::format("SELECT {} FROM {}", figure, groups));
    };
    switch (kind) {
      case RuleKind::distinct_values_count: {
        const std::string count = of_groups("COUNT(*)");
        return Number(count, AsText(count));
      }
      case RuleKind::unique_value_ratio: {
        const std::string share =
            Share(of_groups("COUNT(CASE WHEN n = 1 THEN 1 END)"), of_groups("COUNT(*)"));
        return Number(share, AsDecimalText(share));
      }
      // In nats: ln N minus the mean of ln n over all rows.
      case RuleKind::entropy:
        return Real(of_groups(
            "LN(CAST(SUM(n) AS DOUBLE)) - SUM(n * LN(CAST(n AS DOUBLE))) / CAST(SUM(n) AS DOUBLE)"));
      default: break;
    }
    const std::string repeated =
        fmt::format("COALESCE({}, 0)", of_groups("SUM(CASE WHEN n > 1 THEN n ELSE 0 END)"));
    const std::string present = Count(fmt::format("({})", complete));
    if (kind == RuleKind::uniqueness) {
      const std::string share = Share(fmt::format("({} - {})", present, repeated), present);
      return Number(share, AsDecimalText(share));
    }
    if (kind == RuleKind::is_unique)
      return RuleSql{AsText(repeated) + " || ' rows share a value'", "each value once", repeated + " = 0"};
    const std::string incomplete = fmt::format("({} - {})", Count(""), present);
    return RuleSql{fmt::format("{} || ' rows share a key, ' || {} || ' have NULL in it'", AsText(repeated),
                               AsText(incomplete)),
                   "each key once, without NULL", fmt::format("({} = 0 AND {} = 0)", repeated, incomplete)};
  }

  Result<RuleSql> CustomSql() {
    const std::string sql = WithPrimary(rule_.parameters[0], options_.table);
    if (sql.empty()) return InvalidInput("the SQL statement is empty");
    if (rule_.condition) {
      if (rule_.threshold) return InvalidInput("CustomSql takes a comparison or a threshold, not both");
      const auto counted = AsRowCount(sql);
      const std::string value =
          counted ? metrics_.AggregateOver(counted->relation, CountWhere(counted->condition))
                  : metrics_.Value(sql);
      return Number(value, AsText(value));
    }
    const std::string returned = metrics_.Value(fmt::format("SELECT COUNT(*) FROM ({}\n) AS passing", sql));
    if (!rule_.threshold) return Rows(returned, Count(""), "every row is returned");
    ASSIGN_OR_RETURN(std::string predicate, NumberPredicate(returned, *rule_.threshold));
    return RuleSql{AsText(returned) + " || ' rows are returned'",
                   "number of rows " + ToText(*rule_.threshold), std::move(predicate)};
  }

  const Rule& rule_;
  const CompileOptions& options_;
  Metrics& metrics_;
};

}  // namespace

Result<RuleSql> MakeRuleSql(const Rule& rule, const CompileOptions& options, Metrics& metrics) {
  return Maker(rule, options, metrics).Make();
}

}  // namespace fxlake::quality
