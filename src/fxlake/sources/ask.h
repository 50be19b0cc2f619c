// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "fxlake/env/http_client.h"
#include "fxlake/sources/spec.h"

namespace fxlake::sources {

// Puts variables into a text: {name}, and {name:%d.%m.%Y} for dates. Other braces stay, as in JSON. invalid_input when there is no such
// variable.
Result<std::string> FillIn(std::string_view text, const std::map<std::string, std::string>& variables);

// The request with the variables put in.
Result<env::HttpRequest> MakeHttp(const RequestSpec& request, const std::map<std::string, std::string>& variables);

// Sends a request whose answer must be a success. Errors by status: denied (401, 403), not_found (404, 410), throttled (429), unavailable
// (5xx), invalid_input (other ones, a body of more than kMaxBodyBytes).
Result<env::HttpResponse> Ask(env::HttpClient& http, env::HttpRequest request);

}  // namespace fxlake::sources
