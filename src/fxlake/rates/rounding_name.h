// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "fxlake/base/result.h"
#include "fxlake/base/rounding.h"

namespace fxlake::rates {

// Names of the rounding modes in options and reports: those of the enumeration, such as "half_even".
std::string_view NameOf(Rounding rounding);
std::span<const std::string_view> RoundingNames();
// invalid_input suggests the nearest name.
Result<Rounding> ParseRounding(std::string_view name);

}  // namespace fxlake::rates
