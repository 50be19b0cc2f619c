// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "fxlake/base/date.h"
#include "fxlake/rates/pair.h"

namespace fxlake::rates {

// How many units of the target one unit of the base is worth, by order of magnitude: within a factor of about
// two and a half for every day on which both are known. Of some 140 currencies, each from the year on since
// which its value in US dollars has stayed within a factor of about two of the one noted; nothing for others
// and for earlier days. Good to find that a rate is off by ten or a hundred, for nothing else.
std::optional<double> MagnitudeOf(Pair pair, Date day);

// Whether a step from one rate to another of a pair with this currency, between those days, by about this
// factor (above 1) is known: a new unit under the old code, or one of the great devaluations since 1990.
// `tolerance` is the factor by which it may differ.
bool IsKnownStep(CurrencyCode currency, Date from, Date to, double factor, double tolerance);

}  // namespace fxlake::rates
