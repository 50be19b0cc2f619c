// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/jsonata/value.h"

namespace fxlake::jsonata {

class Evaluator;

// A deep copy of arrays and objects; every other value as it is.
Value Clone(const Value& value, Evaluator& evaluator);

}  // namespace fxlake::jsonata
