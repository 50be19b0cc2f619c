// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "fxlake/rates/currency_code.h"

namespace fxlake::sources {

// The currency with this English name: in ISO 4217, in this program, or in the usual forms of banks ("SDR",
// "US$", "Chinese yuan"). `label` must be in the form of NormalLabel.
std::optional<rates::CurrencyCode> CurrencyByName(const std::string& label);

}  // namespace fxlake::sources
