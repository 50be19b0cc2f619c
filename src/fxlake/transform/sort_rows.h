// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "fxlake/lake/rate_table.h"

namespace fxlake::transform {

// Sorts the rows of one year by date, base and target. Stable.
void SortByKey(std::vector<lake::RateRow>& rows);

}  // namespace fxlake::transform
