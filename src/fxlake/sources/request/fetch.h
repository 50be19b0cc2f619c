// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "fxlake/env/http_client.h"
#include "fxlake/lake/raw_zone.h"
#include "fxlake/sources/request/plan.h"

namespace fxlake::sources {

// Asks a source for the days of the range: reads the lists that its endpoints go through, then carries out
// the first plan whose files are there, page by page. Where a request is answered by 404 or 410, the next
// plan is tried. `parameters` replace the source's own. Errors are those of Ask (send_request.h) and
// MakePlans.
Result<std::vector<lake::FetchedBody>> Fetch(env::HttpClient& http, const Spec& spec,
                                             const std::map<std::string, std::string>& parameters,
                                             const RequestedRange& range);

}  // namespace fxlake::sources
