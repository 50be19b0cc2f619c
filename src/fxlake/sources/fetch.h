// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "fxlake/env/http_client.h"
#include "fxlake/lake/raw_zone.h"
#include "fxlake/sources/plan.h"

namespace fxlake::sources {

// Carries out the first plan whose files are there: where a request of a plan is answered by 404 or 410, the next plan is tried. Errors by
// status: denied (401, 403), not_found, throttled (429), unavailable (5xx), invalid_input (other 4xx, a body of more than kMaxBodyBytes).
Result<std::vector<lake::FetchedBody>> Fetch(env::HttpClient& http, const std::vector<Plan>& plans);

}  // namespace fxlake::sources
