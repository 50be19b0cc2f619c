// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>

#include "fxlake/lake/rate_table.h"
#include "fxlake/rates/observation.h"

namespace fxlake::transform {

// The rows of one origin, or of several, by the year of their day.
using RowsByYear = std::map<int, lake::RateRows>;

// The rows of a batch, all of one origin, put into their years by several threads, each of which takes whole years.
RowsByYear ByYear(const rates::ObservationBatch& batch, const lake::Origin& origin, std::size_t threads);

// Appends the rows of one more origin to those of one year.
void Append(lake::RateRows more, lake::RateRows& rows);

}  // namespace fxlake::transform
