// SPDX-License-Identifier: Apache-2.0
// error: a pair needs two different currencies
#include "fxlake/rates/pair.h"

constexpr auto kPair = fxlake::rates::Pair::Of("EUR", "EUR");
