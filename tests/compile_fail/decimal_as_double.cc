// SPDX-License-Identifier: Apache-2.0
// error: cannot convert 'fxlake::Decimal' to 'double'
#include "fxlake/base/decimal.h"

double rate = fxlake::Decimal();
