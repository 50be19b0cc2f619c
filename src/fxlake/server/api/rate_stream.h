// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/rates/route.h"
#include "fxlake/server/api/api_query.h"

namespace fxlake::server {

// What a request for /api/v1/rates asks for.
struct RatesRequest {
  rates::RouteRequest route;                 // from the base; without a day
  std::vector<rates::CurrencyCode> targets;  // empty: all there are
  std::vector<Date> days;                    // ascending
  bool range = false;
  bool legs = true;
};

// The answer: the rates of each day by target, those that there are.
std::unique_ptr<BodyStream> MakeRateStream(RatesRequest requested, SelectedSource selected,
                                           std::uint64_t manifest_version);

}  // namespace fxlake::server
