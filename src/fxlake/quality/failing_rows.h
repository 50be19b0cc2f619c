// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "fxlake/base/result.h"
#include "fxlake/quality/compile.h"
#include "fxlake/quality/rule.h"
#include "fxlake/quality/verdict.h"
#include "fxlake/query/engine.h"

namespace fxlake::quality {

inline constexpr std::size_t kMostFailingRows = 10;  // limit per rule

// A statement that returns rows that fail the rule, at most kMostFailingRows: rows of the table that do not
// satisfy it, or rows of the view that its CustomSql counts. nullopt for rules whose figure is not a row
// count (a mean, a sum, other SQL).
std::optional<std::string> FailingRowsSql(const Rule& rule, const CompileOptions& options);

// Adds the rows that such a statement returned to the verdict, as texts: `source=ecb date=2026-04-14 ...`.
void TakeFailingRows(const query::Table& table, Verdict& verdict);

// Queries the failing rows of each failed rule, one statement each, and adds them to the verdicts. When the
// engine rejects a statement, the rule has no rows. Errors: the engine's except invalid_input.
Result<void> NameFailingRows(query::Engine& engine, const Ruleset& rules, const CompileOptions& options,
                             QualityReport& report);

}  // namespace fxlake::quality
