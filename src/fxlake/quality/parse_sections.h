// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/base/result.h"
#include "fxlake/quality/parse_rule.h"
#include "fxlake/quality/parse_scope.h"
#include "fxlake/quality/token_reader.h"

namespace fxlake::quality {

// What may stand before the rules: Metadata = { ... } and DataSources = { ... }, checked and passed over.
Result<void> SkipMetadata(TokenReader& reader);
// name = "text" and name = ["a", "b"], as many as there are; a name stands for one thing.
Result<void> ReadVariables(TokenReader& reader, ParseScope& scope);
// The analyzers between [ and ], checked and passed over; gives how many there are.
Result<int> SkipAnalyzers(TokenReader& reader, RuleReader& rules);

}  // namespace fxlake::quality
