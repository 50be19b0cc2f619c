// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace fxlake {

// Escapes text for a terminal: control characters except line break and tab as \x1b, characters that change
// the text direction as \u202e, and invalid UTF-8 bytes as \xff, so that data cannot move the cursor or hide
// what follows.
std::string Printable(std::string_view text);

}  // namespace fxlake
