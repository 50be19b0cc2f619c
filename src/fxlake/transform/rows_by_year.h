// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>

#include "fxlake/lake/rate_table.h"
#include "fxlake/rates/observation.h"

namespace fxlake::transform {

using RowsByYear = std::map<int, lake::RateRows>;

// The observations of one body grouped by year, in their order. Runs on several threads, each processing
// whole years.
RowsByYear ByYear(const rates::ObservationBatch& batch, const lake::Origin& origin, std::size_t threads);

// Appends the rows of another origin.
void Append(lake::RateRows more, lake::RateRows& rows);

}  // namespace fxlake::transform
