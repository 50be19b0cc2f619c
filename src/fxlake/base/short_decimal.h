// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "fxlake/base/decimal.h"

namespace fxlake {

// The same result as Decimal::Read for an unsigned number of one to eight digits, optionally followed by a
// point and one to eight more, which covers most published rates. nullopt for any other text.
std::optional<Decimal> ReadShortDecimal(std::string_view text);

}  // namespace fxlake
