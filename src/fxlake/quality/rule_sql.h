// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/base/result.h"
#include "fxlake/quality/compile.h"
#include "fxlake/quality/metrics.h"
#include "fxlake/quality/rule.h"

namespace fxlake::quality {

// The evaluation of one rule: SQL expressions for the observed text and for the result, and the expectation
// as text.
struct RuleSql {
  std::string observed;
  std::string expected;
  std::string passed;
};

// Adds the figures that the rule (a single one) needs to `metrics`. invalid_input when it does not fit the
// table.
Result<RuleSql> MakeRuleSql(const Rule& rule, const CompileOptions& options, Metrics& metrics);

}  // namespace fxlake::quality
