// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/base/json.h"

namespace fxlake::asl {

// The items without those equal to an earlier one. Uses hashes to avoid quadratic time on long arrays.
Json::Array UniqueItems(const Json::Array& items);

}  // namespace fxlake::asl
