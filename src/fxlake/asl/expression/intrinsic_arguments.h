// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "fxlake/asl/expression/failure.h"
#include "fxlake/asl/expression/scope.h"
#include "fxlake/base/json.h"

namespace fxlake::asl {

// What intrinsic functions ask of their arguments. A Failure holds the reason alone.
Failure IntrinsicFailure(std::string reason);

Evaluated<const Json::Array*> ArrayArgument(std::span<const Json> arguments, std::size_t index);
Evaluated<const std::string*> TextArgument(std::span<const Json> arguments, std::size_t index);
// A number, rounded half up to a whole one as AWS does: 1.5 is 2, -1.5 is -1.
Evaluated<std::int64_t> WholeArgument(std::span<const Json> arguments, std::size_t index);

// Takes `bytes` from the budget of an evaluation; States.DataLimitExceeded when it is used up.
Evaluated<std::monostate> Spend(Scope& scope, std::size_t bytes);

}  // namespace fxlake::asl
