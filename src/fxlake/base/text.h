// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Text in ASCII: case, and lists such as "usd,GBP".
namespace fxlake {

std::string UpperCase(std::string_view text);
std::string LowerCase(std::string_view text);
// The parts between commas; empty ones at the end do not count, so that "" is no part at all.
std::vector<std::string> SplitList(std::string_view text);

// "row" when `count` is 1, else "rows"; "entry" becomes "entries", "fetch" becomes "fetches".
std::string Plural(std::uint64_t count, std::string_view noun);
// "1 row", "2 rows".
std::string Counted(std::uint64_t count, std::string_view noun);

inline bool Contains(const std::vector<std::string>& list, std::string_view text) {
  return std::ranges::find(list, text) != list.end();
}

}  // namespace fxlake
