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

inline constexpr std::size_t kMostFailingRows = 10;  // of one rule that are named

// A statement that answers with rows that fail the rule, at most kMostFailingRows of them: those of the table
// that do not fulfil it, or those of the view that its CustomSql counts. Nothing for rules whose figure is no
// number of rows (a mean, a sum, SQL of another form).
std::optional<std::string> FailingRowsSql(const Rule& rule, const CompileOptions& options);

// Rows that such a statement gave, as texts into the verdict: `source=ecb date=2026-04-14 ...`.
void TakeFailingRows(const query::Table& table, Verdict& verdict);

// Asks the engine for the failing rows of each rule that failed, one statement each, and puts them into the
// verdicts. A rule that passed costs nothing; where the engine refuses a statement the rule stays without
// rows. Errors: what the engine says but invalid_input.
Result<void> NameFailingRows(query::Engine& engine, const Ruleset& rules, const CompileOptions& options,
                             QualityReport& report);

}  // namespace fxlake::quality
