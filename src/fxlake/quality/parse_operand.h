// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/base/result.h"
#include "fxlake/quality/parse_scope.h"
#include "fxlake/quality/rule_type.h"
#include "fxlake/quality/token_reader.h"

namespace fxlake::quality {

struct ReadValue {
  Operand operand;
  Compared kind = Compared::nothing;  // `nothing` for NULL, which fits several kinds
};

// Parses one value of a comparison that is not a $variable: a number, text, date, time, duration, size or
// keyword.
Result<ReadValue> ReadOperand(TokenReader& reader, ParseScope& scope);

// Parses $name, which stands for one or more texts.
Result<Variable> ReadVariable(TokenReader& reader, const ParseScope& scope);

}  // namespace fxlake::quality
