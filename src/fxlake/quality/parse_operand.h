// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/base/result.h"
#include "fxlake/quality/parse_scope.h"
#include "fxlake/quality/rule_type.h"
#include "fxlake/quality/token_reader.h"

namespace fxlake::quality {

struct ReadValue {
  Operand operand;
  Compared kind = Compared::nothing;  // of NULL, which fits several kinds: nothing
};

// Reads one value of a comparison that is not a $variable: a number, a text, a date, a time, a duration, a
// size or a keyword.
Result<ReadValue> ReadOperand(TokenReader& reader, ParseScope& scope);

// Reads $name, which stands for one or more texts.
Result<Variable> ReadVariable(TokenReader& reader, const ParseScope& scope);

}  // namespace fxlake::quality
