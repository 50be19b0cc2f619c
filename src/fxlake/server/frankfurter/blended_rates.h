// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "fxlake/server/frankfurter/formatted_rate.h"
#include "fxlake/server/frankfurter/v2_query.h"

namespace fxlake::server {

// Rates of several providers blended through the US dollar, or means over buckets of days. The providers must
// outlive the maker.
std::unique_ptr<RateMaker> MakeBlendedRates(std::vector<const Provider*> providers, const V2Query& query,
                                            bool with_pegs);

// The first day of a bucket: a month begins on the 1st, a week on Monday.
Date StartOfBucket(Bucket bucket, Date day);
Date StartOfNextBucket(Bucket bucket, Date start);

}  // namespace fxlake::server
