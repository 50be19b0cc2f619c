// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

// Lists in parameters: "usd,GBP".
namespace fxlake::server {

std::string UpperCase(std::string_view text);
// The same of a currency's code. That of a minor unit (GBp) stays as it is, so that it never becomes its currency's.
std::string UpperCaseCode(std::string_view text);
std::string LowerCase(std::string_view text);
// The parts between commas; empty ones at the end do not count, so that "" is no part at all.
std::vector<std::string> SplitList(std::string_view text);

inline bool Contains(const std::vector<std::string>& list, std::string_view text) { return std::ranges::find(list, text) != list.end(); }

}  // namespace fxlake::server
