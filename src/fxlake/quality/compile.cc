// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/compile.h"

#include <fmt/format.h>

#include <algorithm>

#include "fxlake/quality/custom_sql.h"
#include "fxlake/quality/rule_sql.h"
#include "fxlake/quality/rule_type.h"
#include "fxlake/query/sql_text.h"

namespace fxlake::quality {
namespace {

using query::SqlString;

// The SQL of a combined rule from that of its parts.
Result<RuleSql> MakeAnyRuleSql(const Rule& rule, const CompileOptions& options, Metrics& metrics) {
  if (rule.join == Rule::Join::none) return MakeRuleSql(rule, options, metrics);
  RuleSql joined;
  const std::string_view word = rule.join == Rule::Join::all ? "AND" : "OR";
  for (const Rule& part : rule.parts) {
    ASSIGN_OR_RETURN(const RuleSql sql, MakeAnyRuleSql(part, options, metrics));
    const bool first = joined.passed.empty();
    joined.observed += fmt::format("{}COALESCE({}, 'nothing')", first ? "" : " || '; ' || ", sql.observed);
    joined.expected += fmt::format("{}{}",
                                   first                          ? ""
                                   : rule.join == Rule::Join::all ? " and "
                                                                  : " or ",
                                   sql.expected);
    // A figure over no rows is NULL, which passes nothing.
    joined.passed += fmt::format("{}COALESCE({}, 1 = 0)", first ? "" : fmt::format(" {} ", word), sql.passed);
  }
  joined.passed = fmt::format("({})", joined.passed);
  return joined;
}

void CollectSql(const Rule& rule, std::string& sql) {
  for (const Rule& part : rule.parts) CollectSql(part, sql);
  if (rule.type != nullptr && rule.type->kind == RuleKind::custom_sql) sql += rule.parameters[0] + "\n";
  sql += rule.where + "\n";
}

// The views that the rules name, and those that these views read.
std::vector<const CheckView*> NeededViews(const Ruleset& rules, const std::vector<CheckView>& views) {
  std::string text;
  for (const Rule& rule : rules) CollectSql(rule, text);
  std::vector<const CheckView*> needed;
  for (auto view = views.rbegin(); view != views.rend(); ++view) {
    if (!Names(text, view->name)) continue;
    needed.push_back(&*view);
    text += view->sql + "\n";
  }
  std::ranges::reverse(needed);
  return needed;
}

}  // namespace

std::string WithViews(const Ruleset& rules, const std::vector<CheckView>& views) {
  std::string with;
  for (const CheckView* view : NeededViews(rules, views))
    with += fmt::format("{}{} AS ({}\n)", with.empty() ? "WITH " : ",\n", view->name, view->sql);
  return with.empty() ? with : with + "\n";
}

std::string CompileRules(const Ruleset& rules, const CompileOptions& options) {
  Metrics metrics(options.table);
  std::string values;
  std::string observed;
  std::string verdicts;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const std::size_t number = i + 1;
    Metrics tried = metrics;
    auto sql = MakeAnyRuleSql(rules[i], options, tried);
    if (sql) {
      metrics = std::move(tried);
      verdicts +=
          fmt::format("\n    WHEN {} THEN CASE WHEN {} THEN 'pass' ELSE 'fail' END", number, sql->passed);
    } else {
      sql = RuleSql{SqlString(sql.error().message()), "", ""};
      verdicts += fmt::format("\n    WHEN {} THEN 'error'", number);
    }
    observed += fmt::format("\n    WHEN {} THEN {}", number, sql->observed);
    values += fmt::format("{}\n  ({}, {}, {})", i == 0 ? "" : ",", number, SqlString(rules[i].text),
                          SqlString(sql->expected));
  }
  if (rules.empty()) {
    return "SELECT 0 AS rule_number, '' AS rule, '' AS observed, '' AS expected, '' AS verdict WHERE 1 = 0";
  }

  std::string with;
  const auto define = [&](std::string_view part) {
    with += fmt::format("{}{}", with.empty() ? "WITH " : ",\n", part);
  };
  for (const CheckView* view : NeededViews(rules, options.views))
    define(fmt::format("{} AS ({}\n)", view->name, view->sql));
  for (const std::string& part : metrics.Definitions()) define(part);
  define(fmt::format("rules(rule_number, rule, expected) AS (VALUES{})", values));

  // The figures are cross-joined to the rules as one row, so that they are computed once even by engines that
  // expand a WITH at each use.
  std::string from = "rules";
  for (const std::string& name : metrics.Names()) from += " CROSS JOIN " + name;
  return fmt::format(
      "{}\nSELECT rule_number, rule,\n  CASE rule_number{}\n  END AS observed,\n  expected,\n  CASE "
      "rule_number{}\n  END AS verdict\nFROM "
      "{}\nORDER BY rule_number",
      with, observed, verdicts, from);
}

}  // namespace fxlake::quality
