// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "fxlake/base/result.h"
#include "fxlake/quality/rule.h"
#include "fxlake/quality/rule_type.h"

namespace fxlake::quality {

// Reads a ruleset in AWS Glue's Data Quality Definition Language: `Rules = [ rule, rule ]`.
// docs/reference/quality.md says what is evaluated; the rest of the language, dynamic rules (last(n)) and
// rules about other datasets and files, is refused by its name once all of the document is known to be DQDL.
// Metadata, DataSources, labels, tags and Analyzers are checked and passed over. invalid_input names line,
// column and what was expected.
Result<Ruleset> ParseDqdl(std::string_view document);

}  // namespace fxlake::quality
