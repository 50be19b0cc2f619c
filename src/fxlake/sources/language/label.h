// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace fxlake::sources {

// Trims whitespace at both ends, including no-break spaces (U+00A0).
std::string_view TrimBlanks(std::string_view text);

// Trims, and replaces every run of whitespace by one space.
std::string SqueezeBlanks(std::string_view text);

// The form in which labels are compared: trimmed, whitespace squeezed, upper case (Latin, Greek and Cyrillic;
// other scripts unchanged).
std::string NormalLabel(std::string_view text);

}  // namespace fxlake::sources
