// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace fxlake {

// The longest prefix of a UTF-8 text of at most `most_bytes` bytes that does not split a character. For
// messages that quote invalid input.
std::string_view Excerpt(std::string_view text, std::size_t most_bytes);

}  // namespace fxlake
