// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/base/result.h"
#include "fxlake/quality/compile.h"
#include "fxlake/quality/rule.h"
#include "fxlake/quality/verdict.h"
#include "fxlake/query/engine.h"

namespace fxlake::quality {

// Asks the engine about every rule. One statement as a rule; where the engine refuses it (one CustomSql names
// a column that is not there, say), each rule is asked alone, so that one broken rule is an error of its own
// and hides no other. Errors: what the engine says but invalid_input, such as a file that cannot be read.
Result<QualityReport> CheckQuality(query::Engine& engine, const Ruleset& rules,
                                   const CompileOptions& options);

}  // namespace fxlake::quality
