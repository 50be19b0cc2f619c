// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "fxlake/server/frankfurter/formatted_rate.h"
#include "fxlake/server/frankfurter/v2_query.h"

namespace fxlake::server {

// Rates of several providers, blended over the US dollar, or means over buckets of days. The providers
// outlive the maker.
std::unique_ptr<RateMaker> MakeBlendedRates(std::vector<const Provider*> providers, const V2Query& query,
                                            bool with_pegs);

// Where a bucket of days begins: a month on its first, a week on its Monday.
Date StartOfBucket(Bucket bucket, Date day);
Date StartOfNextBucket(Bucket bucket, Date start);

}  // namespace fxlake::server
