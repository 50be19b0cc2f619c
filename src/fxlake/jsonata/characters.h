// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// Texts of JSONata are UTF-8, in which half a surrogate pair may stand alone as three bytes, since texts of
// JavaScript can hold one.
namespace fxlake::jsonata {

// The bytes of the character that begins at text[at]; 1 for a byte that begins none.
std::size_t CharacterLength(std::string_view text, std::size_t at);
// The character at text[at]; moves `at` behind it.
char32_t NextCharacter(std::string_view text, std::size_t& at);
// A half of a surrogate pair completes the other half at the end of `text`.
void AppendCharacter(std::string& text, char32_t character);

std::size_t CountCharacters(std::string_view text);
// How many UTF-16 units the text has, in which JavaScript counts.
std::size_t CountUtf16(std::string_view text);
// Where character number `index` begins; the end when there are fewer.
std::size_t OffsetOfCharacter(std::string_view text, std::size_t index);
// Whether half a surrogate pair stands alone in it.
bool HasUnpairedSurrogate(std::string_view text);

// The order of JavaScript: by UTF-16 units. Negative, zero or positive.
int CompareTexts(std::string_view a, std::string_view b);

std::u32string ToCharacters(std::string_view text);
std::string FromCharacters(std::u32string_view characters);

// Letters of Latin, Greek, Cyrillic and Armenian script have both cases; others stay as they are.
std::string ToUpper(std::string_view text);
std::string ToLower(std::string_view text);

}  // namespace fxlake::jsonata
