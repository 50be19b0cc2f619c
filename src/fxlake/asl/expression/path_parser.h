// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "fxlake/asl/expression/path_step.h"
#include "fxlake/base/result.h"

namespace fxlake::asl {

// Parses steps from text[at] and moves `at` past them. With `open_ended` (a path inside a filter) parsing
// stops at the first character that cannot continue a path; otherwise such a character is an error.
// invalid_input with the position.
Result<PathBody> ParsePathBody(std::string_view text, std::size_t& at, bool open_ended);

}  // namespace fxlake::asl
