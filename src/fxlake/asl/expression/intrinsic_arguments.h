// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "fxlake/asl/expression/failure.h"
#include "fxlake/asl/expression/scope.h"
#include "fxlake/base/json.h"

namespace fxlake::asl {

// Argument checks of intrinsic functions. The Failure holds the reason only.
Failure IntrinsicFailure(std::string reason);

Evaluated<const Json::Array*> ArrayArgument(std::span<const Json> arguments, std::size_t index);
Evaluated<const std::string*> TextArgument(std::span<const Json> arguments, std::size_t index);
// A number rounded half up to an integer, as AWS does: 1.5 is 2, -1.5 is -1.
Evaluated<std::int64_t> WholeArgument(std::span<const Json> arguments, std::size_t index);

// Charges `bytes` to the budget of the evaluation; States.DataLimitExceeded when it is exhausted.
Evaluated<std::monostate> Spend(Scope& scope, std::size_t bytes);

}  // namespace fxlake::asl
