// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/rates/route.h"
#include "fxlake/server/api/api_query.h"

namespace fxlake::server {

// A parsed request to /api/v1/rates.
struct RatesRequest {
  rates::RouteRequest route;                 // from the base; the day is unset
  std::vector<rates::CurrencyCode> targets;  // empty: all
  std::vector<Date> days;                    // ascending
  bool range = false;
  bool legs = true;
};

// The response body: the rates of each day, by target.
std::unique_ptr<BodyStream> MakeRateStream(RatesRequest requested, SelectedSource selected,
                                           std::uint64_t manifest_version);

}  // namespace fxlake::server
