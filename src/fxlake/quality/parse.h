// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "fxlake/base/result.h"
#include "fxlake/quality/rule.h"
#include "fxlake/quality/rule_type.h"

namespace fxlake::quality {

// Reads a ruleset in AWS Glue's Data Quality Definition Language: `Rules = [ rule, rule ]`. docs/reference/quality.md says
// what is supported. Left out, and refused by name: Analyzers and other sections, dynamic rules (last(n)), other rule types.
// invalid_input names line, column and what was expected.
Result<Ruleset> ParseDqdl(std::string_view document);

}  // namespace fxlake::quality
