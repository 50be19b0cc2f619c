// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/env/http_client.h"
#include "fxlake/sources/request/plan.h"

namespace fxlake::sources {

// Fetches the lists that endpoints covering the range need, in file order. A list's request may use variables
// of the first items of preceding lists. Errors: those of SendRequest (send_request.h); invalid_input when a
// response has no item.
Result<Lists> ReadLists(env::HttpClient& http, const Spec& spec,
                        const std::map<std::string, std::string>& parameters, const RequestedRange& range);

}  // namespace fxlake::sources
