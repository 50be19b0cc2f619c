// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/failing_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "fxlake/quality/condition_sql.h"
#include "fxlake/quality/custom_sql.h"
#include "fxlake/quality/rule_type.h"
#include "fxlake/query/sql_text.h"

namespace fxlake::quality {
namespace {

constexpr std::string_view kRowColumns[] = {"source",          "date", "base_currency",
                                            "target_currency", "rate", "raw_object"};

std::string And(const std::string& a, const std::string& b) {
  return a.empty() ? b : b.empty() ? a : fmt::format("({}) AND ({})", a, b);
}

std::string Select(const std::string& what, const std::string& from, const std::string& where) {
  return fmt::format("SELECT {} FROM {}{} ORDER BY 1, 2 LIMIT {}", what, from,
                     where.empty() ? "" : " WHERE " + where, kMostFailingRows);
}

const query::Column* FindColumn(const CompileOptions& options, const std::string& name) {
  const auto found = std::ranges::find(options.columns, name, &query::Column::name);
  return found == options.columns.end() ? nullptr : &*found;
}

// The columns that identify a row, and the rule's own column.
std::string KnownBy(const CompileOptions& options, const std::string& own) {
  std::string columns;
  const auto add = [&](std::string_view name) {
    columns += (columns.empty() ? "" : ", ") + query::SqlName(name);
  };
  for (const auto name : kRowColumns) {
    if (FindColumn(options, std::string(name)) != nullptr) add(name);
  }
  if (!own.empty() && std::ranges::find(kRowColumns, own) == std::end(kRowColumns)) add(own);
  return columns;
}

std::optional<std::string> OnColumn(const Rule& rule, const CompileOptions& options) {
  const auto* column = rule.parameters.empty() ? nullptr : FindColumn(options, rule.parameters[0]);
  if (column == nullptr) return std::nullopt;
  const auto name = query::SqlName(column->name);
  std::string fails;
  switch (rule.type->kind) {
    case RuleKind::is_complete:
    case RuleKind::completeness: fails = name + " IS NULL"; break;
    case RuleKind::column_values: {
      const auto predicate = ValuePredicate(*column, *rule.condition, options.dialect, options.now);
      if (!predicate) return std::nullopt;
      fails = fmt::format("NOT COALESCE({}, 1 = 0)", *predicate);
      break;
    }
    case RuleKind::data_freshness: {
      const auto predicate = AgePredicate(*column, *rule.condition, options.now);
      if (!predicate) return std::nullopt;
      fails = fmt::format("NOT COALESCE({}, 1 = 0)", *predicate);
      break;
    }
    default: return std::nullopt;
  }
  return Select(KnownBy(options, column->name), options.table, And(rule.where, fails));
}

// Keys that occur more than once.
std::optional<std::string> Repeated(const Rule& rule, const CompileOptions& options) {
  std::string columns;
  for (const auto& parameter : rule.parameters) {
    if (FindColumn(options, parameter) == nullptr) return std::nullopt;
    columns += (columns.empty() ? "" : ", ") + query::SqlName(parameter);
  }
  return fmt::format(
      "SELECT {0}, COUNT(*) AS {5} FROM {1}{2} GROUP BY {0} HAVING COUNT(*) > 1 ORDER BY {3} LIMIT {4}",
      columns, options.table, rule.where.empty() ? "" : " WHERE " + rule.where, 1, kMostFailingRows,
      query::SqlName("rows"));
}

std::string TextOf(const query::Table& table, const std::vector<std::optional<std::string>>& row) {
  std::string text;
  for (std::size_t i = 0; i < row.size() && i < table.columns.size(); ++i) {
    if (row[i]) text += fmt::format("{}{}={}", text.empty() ? "" : " ", table.columns[i].name, *row[i]);
  }
  return text;
}

}  // namespace

void TakeFailingRows(const query::Table& table, Verdict& verdict) {
  for (const auto& row : table.rows) verdict.rows.push_back(TextOf(table, row));
}

std::optional<std::string> FailingRowsSql(const Rule& rule, const CompileOptions& options) {
  if (rule.join != Rule::Join::none || rule.type == nullptr) return std::nullopt;
  switch (rule.type->kind) {
    case RuleKind::custom_sql: {
      if (!rule.condition) return std::nullopt;
      const auto counted = AsRowCount(WithPrimary(rule.parameters[0], options.table));
      if (!counted) return std::nullopt;
      const bool of_table = counted->relation == options.table;
      return WithViews({rule}, options.views) +
             Select(of_table ? KnownBy(options, "") : "*", counted->relation, counted->condition);
    }
    case RuleKind::is_primary_key:
    case RuleKind::is_unique:
    case RuleKind::uniqueness: return Repeated(rule, options);
    default: return OnColumn(rule, options);
  }
}

Result<void> NameFailingRows(query::Engine& engine, const Ruleset& rules, const CompileOptions& options,
                             QualityReport& report) {
  for (auto& verdict : report.verdicts) {
    const auto place = static_cast<std::size_t>(verdict.number - 1);
    if (verdict.outcome != Outcome::fail || place >= rules.size()) continue;
    const auto sql = FailingRowsSql(rules[place], options);
    if (!sql) continue;
    const auto table = query::RunToTable(engine, *sql);
    if (!table && table.error().kind() != ErrorKind::invalid_input)
      return table.error().In("finding the rows that fail a rule");
    if (!table) continue;
    TakeFailingRows(*table, verdict);
  }
  return {};
}

}  // namespace fxlake::quality
