// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace fxlake::sources {

// The cells of a line of text, separated by two or more spaces, or by a tab.
std::vector<std::string_view> TextCells(std::string_view line);

}  // namespace fxlake::sources
