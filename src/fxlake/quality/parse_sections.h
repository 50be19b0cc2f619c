// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/base/result.h"
#include "fxlake/quality/parse_rule.h"
#include "fxlake/quality/parse_scope.h"
#include "fxlake/quality/token_reader.h"

namespace fxlake::quality {

// Sections before the rules: Metadata = { ... } and DataSources = { ... }, validated and ignored.
Result<void> SkipMetadata(TokenReader& reader);
// Parses definitions name = "text" and name = ["a", "b"]; each name may be defined once.
Result<void> ReadVariables(TokenReader& reader, ParseScope& scope);
// The analyzers between [ and ], validated and ignored; returns their number.
Result<int> SkipAnalyzers(TokenReader& reader, RuleReader& rules);

}  // namespace fxlake::quality
