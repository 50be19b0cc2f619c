// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace fxlake::sources {

// Whether `name` matches the pattern, in which "*" matches any characters.
bool FitsWildcard(std::string_view name, std::string_view pattern);

}  // namespace fxlake::sources
