// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/base/result.h"
#include "fxlake/quality/parse_scope.h"
#include "fxlake/quality/token_reader.h"

namespace fxlake::quality {

// Parses a number or arithmetic expression: `-1.5`, `(1 + 2) * 3`. Without parentheses it evaluates from left
// to right, as AWS's parser does: 1 + 2 * 3 is 9. A function call such as last(3) is DQDL that is not
// evaluated.
Result<NumberOperand> ReadNumber(TokenReader& reader, ParseScope& scope);

}  // namespace fxlake::quality
