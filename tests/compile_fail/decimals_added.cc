// SPDX-License-Identifier: Apache-2.0
// error: no match for 'operator+'
#include "fxlake/base/decimal.h"

// A sum may not fit: only Decimal::Add, which says so, adds.
auto sum = fxlake::Decimal() + fxlake::Decimal();
