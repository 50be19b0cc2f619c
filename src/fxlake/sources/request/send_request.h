// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "fxlake/env/http_client.h"
#include "fxlake/sources/language/spec.h"

namespace fxlake::sources {

// Replaces variables in a text: {name}, and for dates {name:%d.%m.%Y}, {name+1}, {name-1:%Y} (days later or
// earlier). Other braces are kept, as in JSON. invalid_input when there is no such variable.
Result<std::string> FillIn(std::string_view text, const std::map<std::string, std::string>& variables);

// All names in braces in a request's texts.
std::set<std::string> NamesIn(const RequestSpec& request);

// The request with variables replaced and the source's HTTP settings. Secrets stay as {name}.
Result<env::HttpRequest> MakeHttp(const Spec& spec, const RequestSpec& request,
                                  std::map<std::string, std::string> variables);

// Sends a request whose response must be a success. Errors by status: denied (401, 403), not_found (404,
// 410), throttled (429), unavailable (5xx), invalid_input (other statuses; a body of more than
// kMaxBodyBytes).
Result<env::HttpResponse> SendRequest(env::HttpClient& http, env::HttpRequest request);

}  // namespace fxlake::sources
