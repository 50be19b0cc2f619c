// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/asl/expression/path_step.h"

namespace fxlake::asl {

// The function at the end of a path on what the path found; nullopt where it has no meaning (min() of a
// text).
std::optional<Json> ApplyPathFunction(PathFunction function, std::int64_t argument, const Json& value);

// An object of those members of `object` that are there.
Json PickMembers(const Json& object, const std::vector<std::string>& names);

}  // namespace fxlake::asl
