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
  std::string table = "exchange_rates";  // what the rules are about, as it stands in SQL
  std::vector<query::Column> columns;    // all of its columns
  std::optional<Instant> now;            // what now() is; nullopt: the engine's clock when the statement runs
  std::vector<CheckView> views;          // CustomSql may read them; those it names are put into the statement
};

// One SQL statement that answers each rule with a row (rule_number from 1, rule, observed, expected,
// verdict), in order. The verdict is `pass`, `fail` or `error`; of an error `observed` is the reason. All
// rules about columns share one scan of the table; a key and a CustomSql is a query of its own inside the
// statement. A rule that names no column of the table, or compares a column with what it cannot be, is an
// error in its own row.
std::string CompileRules(const Ruleset& rules, const CompileOptions& options);

// "WITH a AS (...), b AS (...)" of the views that the rules name, or nothing.
std::string WithViews(const Ruleset& rules, const std::vector<CheckView>& views);

}  // namespace fxlake::quality
