// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "fxlake/env/http_client.h"
#include "fxlake/lake/raw_zone.h"
#include "fxlake/sources/request/plan.h"

namespace fxlake::sources {

// Fetches the days of the range from a source: reads the lists that its endpoints iterate over, then executes
// the first plan whose files exist, page by page. After status 404 or 410 the next plan is tried.
// `parameters` override the source's own. Errors: those of SendRequest (send_request.h) and MakePlans.
Result<std::vector<lake::FetchedBody>> Fetch(env::HttpClient& http, const Spec& spec,
                                             const std::map<std::string, std::string>& parameters,
                                             const RequestedRange& range);

}  // namespace fxlake::sources
