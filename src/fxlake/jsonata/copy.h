// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/jsonata/value.h"

namespace fxlake::jsonata {

class Evaluator;

// Arrays and objects made anew with all that is inside of them; everything else as it is.
Value Clone(const Value& value, Evaluator& evaluator);

}  // namespace fxlake::jsonata
