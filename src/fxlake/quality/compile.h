// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/base/instant.h"
#include "fxlake/quality/check_views.h"
#include "fxlake/quality/rule.h"
#include "fxlake/query/dialect.h"
#include "fxlake/query/engine.h"

namespace fxlake::quality {

struct CompileOptions {
  query::Dialect dialect = query::Dialect::duckdb;
  std::string table = "exchange_rates";  // the relation that the rules apply to, as SQL
  std::vector<query::Column> columns;    // all of its columns
  std::optional<Instant> now;            // value of now(); nullopt: the engine's clock
  std::vector<CheckView> views;          // views for CustomSql; those it names are included
};

// One SQL statement that returns one row per rule (rule_number from 1, rule, observed, expected, verdict), in
// order. The verdict is `pass`, `fail` or `error`; for an error, `observed` is the reason. All column rules
// share one scan of the table; a uniqueness rule and a CustomSql are separate queries in the statement. A
// rule that names an unknown column, or compares a column with an incompatible value, is an error in its own
// row.
std::string CompileRules(const Ruleset& rules, const CompileOptions& options);

// "WITH a AS (...), b AS (...)" with the views that the rules use, or "".
std::string WithViews(const Ruleset& rules, const std::vector<CheckView>& views);

}  // namespace fxlake::quality
