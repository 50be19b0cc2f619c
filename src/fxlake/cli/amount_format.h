// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/base/rational.h"

namespace fxlake::cli {

// Parses an amount as typed by people: 1234.5, or with commas or underscores (not both) between groups of
// three digits before the point. invalid_input when it is not an amount or is ambiguous: "1,5".
Result<Rational> ReadAmount(std::string_view text);

// Formats with commas between groups of three digits and at least `decimals` decimals: 516,456.90. Infinite
// expansions and those with more than ten decimals are truncated and end in an ellipsis.
std::string FormatAmount(const Rational& amount, int decimals);

}  // namespace fxlake::cli
