// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/base/json.h"
#include "fxlake/base/result.h"

namespace fxlake::asl {

// The condition of a valid Choice rule in JSONPath as an expression of JSONata. `root` is what "$" stands
// for. invalid_input names what has no counterpart.
Result<std::string> JsonataCondition(const Json& rule, std::string_view root);

}  // namespace fxlake::asl
