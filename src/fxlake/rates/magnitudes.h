// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "fxlake/base/date.h"
#include "fxlake/rates/pair.h"

namespace fxlake::rates {

// The approximate number of target units per base unit: within a factor of about two and a half on every day
// for which both are known. Covers some 140 currencies, each from the year since which its value in US
// dollars has stayed within a factor of about two of the one recorded here; nullopt for others and for
// earlier days. Only for detecting rates that are off by powers of ten.
std::optional<double> MagnitudeOf(Pair pair, Date day);

// Whether a change of about this factor (above 1) between those days is known for a pair with this currency:
// a redenomination under the same code, or one of the large devaluations since 1990. `tolerance` is the
// factor by which it may differ.
bool IsKnownStep(CurrencyCode currency, Date from, Date to, double factor, double tolerance);

}  // namespace fxlake::rates
