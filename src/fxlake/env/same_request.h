// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/env/http_client.h"

namespace fxlake::env {

// Whether a recorded request asked the same as this one: equal but for the order and the encoding of what is in the query or a form, the
// blanks of a JSON or XML body, and the values of secrets.
bool IsSameRequest(const HttpRequest& request, const std::string& method, const std::string& url, const std::string& body);

}  // namespace fxlake::env
