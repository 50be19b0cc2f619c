// SPDX-License-Identifier: Apache-2.0
// error: no matching function for call to 'fxlake::rates::Pair::Pair
#include "fxlake/rates/pair.h"

fxlake::rates::Pair pair("EUR", "USD");
