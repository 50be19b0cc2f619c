// SPDX-License-Identifier: Apache-2.0
// error: narrowing conversion of
#include "fxlake/base/decimal.h"

auto rate = fxlake::Decimal::FromUnits({1.1684});
