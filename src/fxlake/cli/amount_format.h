// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/base/rational.h"

namespace fxlake::cli {

// An amount as people write it: 1234.5, or with commas or underscores (one of them) between groups of three
// digits before the point. invalid_input when it is none, or could mean two things: "1,5".
Result<Rational> ReadAmount(std::string_view text);

// With commas between groups of three digits: 516,456.90, at least `decimals` of them. What has no end, or
// more than ten decimals, is cut and ends in an ellipsis.
std::string FormatAmount(const Rational& amount, int decimals);

}  // namespace fxlake::cli
