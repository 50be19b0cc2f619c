// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/base/result.h"
#include "fxlake/quality/parse_scope.h"
#include "fxlake/quality/rule_type.h"
#include "fxlake/quality/token_reader.h"

namespace fxlake::quality {

struct ReadComparison {
  Condition condition;
  Compared kind = Compared::nothing;
};

bool StartsCondition(const Token& token);
// Parses a comparison whose values all have one kind; texts have no order. invalid_input with line and
// column.
Result<ReadComparison> ReadCondition(TokenReader& reader, ParseScope& scope);

}  // namespace fxlake::quality
