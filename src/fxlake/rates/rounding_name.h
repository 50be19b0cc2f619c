// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "fxlake/base/result.h"
#include "fxlake/base/rounding.h"

namespace fxlake::rates {

// The names by which a rounding is asked for and reported: those of the enumeration, "half_even" and so on.
std::string_view NameOf(Rounding rounding);
std::span<const std::string_view> RoundingNames();
// invalid_input names what was meant.
Result<Rounding> ParseRounding(std::string_view name);

}  // namespace fxlake::rates
