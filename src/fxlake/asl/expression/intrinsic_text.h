// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/base/json.h"

namespace fxlake::asl {

// Appends a value as States.Format prints it: text and numbers unchanged; arrays and objects as Java prints
// lists and maps, [a, b] and {key=value, other=[]}.
void AppendDisplayed(std::string& out, const Json& value);

// Replaces \' \{ \} \\ by the character after the backslash.
std::string Unescape(std::string_view text);

// Length in bytes of the UTF-8 character that begins at text[at].
std::size_t CharacterLength(std::string_view text, std::size_t at);

// Number of characters in UTF-8 text.
std::size_t CharactersOf(std::string_view text);

}  // namespace fxlake::asl
