// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/asl/expression/path_step.h"

namespace fxlake::asl {

// Applies the function at the end of a path to the value found; nullopt where it is undefined (min() of a
// text).
std::optional<Json> ApplyPathFunction(PathFunction function, std::int64_t argument, const Json& value);

// An object with those members of `object` that exist.
Json PickMembers(const Json& object, const std::vector<std::string>& names);

}  // namespace fxlake::asl
