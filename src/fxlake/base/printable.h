// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace fxlake {

// `text` as it may be shown on a terminal: a control character that is neither a line break nor a tab is
// written as \x1b, a character that turns the direction of text as \u202e, and a byte that is no UTF-8 as
// \xff. Nobody's data moves the cursor or hides what follows it.
std::string Printable(std::string_view text);

}  // namespace fxlake
