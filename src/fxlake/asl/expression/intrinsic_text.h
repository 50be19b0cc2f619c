// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/base/json.h"

namespace fxlake::asl {

// How States.Format shows a value: text and numbers as they are; arrays and objects as AWS's Java shows its
// lists and maps, [a, b] and {key=value, other=[]}.
void AppendDisplayed(std::string& out, const Json& value);

// Text with \' \{ \} \\ taken as the character behind the backslash.
std::string Unescape(std::string_view text);

// The bytes of the character that begins at text[at], in UTF-8.
std::size_t CharacterLength(std::string_view text, std::size_t at);

// How many characters UTF-8 text has.
std::size_t CharactersOf(std::string_view text);

// Whether bytes are UTF-8, as all text in JSON must be.
bool IsUtf8(std::string_view bytes);

}  // namespace fxlake::asl
