// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "fxlake/server/frankfurter/formatted_rate.h"
#include "fxlake/server/frankfurter/v2_query.h"

namespace fxlake::server {

// Daily rates of one provider: each is its own rate, or a cross of two of them through its own currency. A
// rate that is carried forward is crossed with the base's rate of its own day, so that what is fixed stays
// fixed. `with_pegs`: pegs fill and replace rows. The provider outlives the maker.
std::unique_ptr<RateMaker> MakeSingleProviderRates(const Provider& provider, const V2Query& query,
                                                   bool with_pegs);

}  // namespace fxlake::server
