// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "fxlake/base/json.h"

namespace fxlake::asl {

// How deep state data may be nested: deeper values would overrun the stack of whoever walks them.
inline constexpr int kMostDepth = 500;

// Whether `value` written on one line has more than `limit` bytes, or is nested deeper than kMostDepth. Takes
// time in proportion to the limit at most, however large the value.
bool ExceedsLimit(const Json& value, std::size_t limit);

// Whether two values share their members, so that what is known of one holds for the other. Never true for
// scalars.
bool IsSameValue(const Json& a, const Json& b);

}  // namespace fxlake::asl
