// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace fxlake::sources {

// Whether `name` fits the pattern, in which "*" stands for any run of characters.
bool FitsWildcard(std::string_view name, std::string_view pattern);

}  // namespace fxlake::sources
