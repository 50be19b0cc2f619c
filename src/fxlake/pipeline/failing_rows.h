// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/pipeline/handlers.h"
#include "fxlake/quality/rule.h"
#include "fxlake/quality/verdict.h"

namespace fxlake::pipeline {

// [{"rule_number", "statement"}]: of each rule that failed the statement that answers with the rows that fail
// it, for the engine whose dialect the context names and the calendars of those sources. Together at most 120
// kB, so that they fit into the state of an execution; a rule whose statement does not fit, or that is about
// no rows, has none.
Json StatementsForFailingRows(const HandlerContext& context, const quality::Ruleset& rules,
                              const quality::QualityReport& report, const std::vector<std::string>& sources);

// Puts rows into the verdicts. `rows` is [{"rule_number", "ResultSet"}], the latter of an answer of
// athena:getQueryResults and missing where the engine refused to answer. invalid_input when it is something
// else.
Result<void> NameFailingRows(const Json& rows, quality::QualityReport& report);

}  // namespace fxlake::pipeline
