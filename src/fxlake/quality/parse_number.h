// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/base/result.h"
#include "fxlake/quality/parse_scope.h"
#include "fxlake/quality/token_reader.h"

namespace fxlake::quality {

// Reads a number or arithmetic of numbers: `-1.5`, `(1 + 2) * 3`. Without parentheses it is worked out from
// left to right, as in AWS's parser: 1 + 2 * 3 is 9. A call of a function, last(3) and the like, is DQDL that
// is not evaluated.
Result<NumberOperand> ReadNumber(TokenReader& reader, ParseScope& scope);

}  // namespace fxlake::quality
