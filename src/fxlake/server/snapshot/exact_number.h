// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/base/decimal.h"

// Rates as /api/v1 prints them: the shortest exact digits, 1.1684, 366.9, 40.
namespace fxlake::server {

using WideUnsigned = unsigned __int128;

void AppendExact(std::string& out, Decimal rate);

// Appends top / bottom rounded as rates::RoundedAsComputed does, for numbers of up to 20 digits on one side
// and 36 on the other; bottom must not be zero. False, with nothing appended, when they are longer.
bool AppendComputed(std::string& out, WideUnsigned top, WideUnsigned bottom);

}  // namespace fxlake::server
