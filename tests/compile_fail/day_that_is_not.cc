// SPDX-License-Identifier: Apache-2.0
// error: in 'constexpr' expansion of 'fxlake::Date::Of(2026, 2, 30)'
#include "fxlake/base/date.h"

constexpr auto kDay = fxlake::Date::Of(2026, 2, 30);
