// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "fxlake/base/decimal.h"

namespace fxlake {

// What Decimal::Read says of an unsigned number of one to eight digits, with or without a point and one to
// eight more: the quick way for most rates. nullopt for every other text.
std::optional<Decimal> ReadShortDecimal(std::string_view text);

}  // namespace fxlake
