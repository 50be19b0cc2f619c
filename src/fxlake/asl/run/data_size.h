// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "fxlake/base/json.h"

namespace fxlake::asl {

// Maximum nesting depth of state data; deeper values would overflow the stack of recursive functions.
inline constexpr int kMostDepth = 500;

// Whether `value` as compact JSON has more than `limit` bytes or is nested deeper than kMostDepth. Time is
// proportional to the limit at most, however large the value.
bool ExceedsLimit(const Json& value, std::size_t limit);

// Whether two values share their members, so that facts about one hold for the other. Never true for scalars.
bool IsSameValue(const Json& a, const Json& b);

}  // namespace fxlake::asl
