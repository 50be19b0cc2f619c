// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "fxlake/server/frankfurter/formatted_rate.h"
#include "fxlake/server/frankfurter/v2_query.h"

namespace fxlake::server {

// Daily rates of one provider, published or crossed through its home currency. A carried-forward rate is
// crossed with the base's rate of its own date, so that pegged currencies stay constant. With `with_pegs`,
// pegs add and replace rows. The provider must outlive the maker.
std::unique_ptr<RateMaker> MakeSingleProviderRates(const Provider& provider, const V2Query& query,
                                                   bool with_pegs);

}  // namespace fxlake::server
