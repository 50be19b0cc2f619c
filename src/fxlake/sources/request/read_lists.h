// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/env/http_client.h"
#include "fxlake/sources/request/plan.h"

namespace fxlake::sources {

// Asks for the lists that endpoints which cover the range need, in the order of the source file. A list's
// request may use the variables of the first items of those before it. Errors are those of Ask
// (send_request.h); invalid_input when an answer has no item.
Result<Lists> ReadLists(env::HttpClient& http, const Spec& spec,
                        const std::map<std::string, std::string>& parameters, const RequestedRange& range);

}  // namespace fxlake::sources
