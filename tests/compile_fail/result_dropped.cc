// SPDX-License-Identifier: Apache-2.0
// error: ignoring returned value of type 'fxlake::Result<fxlake::Decimal>'
#include "fxlake/base/decimal.h"

void Run() { fxlake::Decimal::Parse("1.1684"); }
