// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace fxlake::sources {

// Without the blanks at either end, no-break ones (U+00A0) included.
std::string_view TrimBlanks(std::string_view text);

// Trimmed, with every run of blanks as one.
std::string SqueezeBlanks(std::string_view text);

// A label as labels are compared: trimmed, runs of blanks squeezed to one, capital letters (Latin, Greek and
// Cyrillic; others stay).
std::string NormalLabel(std::string_view text);

}  // namespace fxlake::sources
