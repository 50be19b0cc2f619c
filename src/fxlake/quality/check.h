// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/base/result.h"
#include "fxlake/quality/compile.h"
#include "fxlake/quality/rule.h"
#include "fxlake/quality/verdict.h"
#include "fxlake/query/engine.h"

namespace fxlake::quality {

// Evaluates every rule on the engine, normally with one statement. When the engine rejects that (for example,
// a CustomSql names an unknown column), each rule is evaluated by itself, so that a broken rule yields an
// error only for itself. Errors: the engine's except invalid_input, such as a file that cannot be read.
Result<QualityReport> CheckQuality(query::Engine& engine, const Ruleset& rules,
                                   const CompileOptions& options);

}  // namespace fxlake::quality
