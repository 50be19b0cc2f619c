// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace fxlake {

// The longest beginning of a UTF-8 text that has at most so many bytes and whole characters only. For
// messages that quote what they refuse.
std::string_view Excerpt(std::string_view text, std::size_t most_bytes);

}  // namespace fxlake
