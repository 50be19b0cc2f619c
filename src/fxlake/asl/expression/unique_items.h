// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/base/json.h"

namespace fxlake::asl {

// The items without those that equal an earlier one. By hash, so that arrays of many items take no quadratic
// time.
Json::Array UniqueItems(const Json::Array& items);

}  // namespace fxlake::asl
