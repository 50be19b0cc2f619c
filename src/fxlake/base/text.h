// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// ASCII text: character classes, case, whitespace, and lists such as "usd,GBP". Independent of the locale.
namespace fxlake {

inline constexpr std::string_view kWhitespace = " \t\r\n";

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string UpperCase(std::string_view text);
std::string LowerCase(std::string_view text);
bool EqualsIgnoringCase(std::string_view a, std::string_view b);

bool IsUtf8(std::string_view bytes);

// Removes kWhitespace at both ends.
std::string_view Trim(std::string_view text);
// Whether nothing remains after Trim.
inline bool IsBlank(std::string_view text) {
  return text.find_first_not_of(kWhitespace) == std::string_view::npos;
}

// The parts between commas. Trailing empty parts are dropped, so "" has no parts.
std::vector<std::string> SplitList(std::string_view text);

// "row" when `count` is 1, else "rows"; "entry" becomes "entries", "fetch" becomes "fetches".
std::string Plural(std::uint64_t count, std::string_view noun);
// "1 row", "2 rows".
std::string Counted(std::uint64_t count, std::string_view noun);

inline bool Contains(const std::vector<std::string>& list, std::string_view text) {
  return std::ranges::find(list, text) != list.end();
}

}  // namespace fxlake
