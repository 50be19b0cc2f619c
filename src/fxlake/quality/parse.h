// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "fxlake/base/result.h"
#include "fxlake/quality/rule.h"
#include "fxlake/quality/rule_type.h"

namespace fxlake::quality {

// Parses a ruleset in AWS Glue's Data Quality Definition Language: `Rules = [ rule, rule ]`.
// docs/reference/quality.md lists what is evaluated; the rest of the language, dynamic rules (last(n)) and
// rules about other datasets and files, is rejected by name once the whole document is known to be valid
// DQDL. Metadata, DataSources, labels, tags and Analyzers are validated and ignored. invalid_input with line,
// column and what was expected.
Result<Ruleset> ParseDqdl(std::string_view document);

}  // namespace fxlake::quality
