// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/base/result.h"
#include "fxlake/quality/compile.h"
#include "fxlake/quality/metrics.h"
#include "fxlake/quality/rule.h"

namespace fxlake::quality {

// One rule in terms of figures: a text and a truth value as SQL, and what was expected in words.
struct RuleSql {
  std::string observed;
  std::string expected;
  std::string passed;
};

// Asks `metrics` for the figures that the rule (a single one) needs. invalid_input when it does not fit the
// table.
Result<RuleSql> MakeRuleSql(const Rule& rule, const CompileOptions& options, Metrics& metrics);

}  // namespace fxlake::quality
