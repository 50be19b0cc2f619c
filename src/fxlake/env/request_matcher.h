// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/env/http_client.h"

namespace fxlake::env {

// Whether a recorded request equals this one, ignoring the order and encoding of query and form fields,
// whitespace in a JSON or XML body, and the values of secrets.
bool MatchesRequest(const HttpRequest& request, const std::string& method, const std::string& url,
                    const std::string& body);

// The differences between a recorded request and this one; the closest recorded request has the least weight.
struct RequestDifference {
  std::size_t weight = 0;
  std::string text;  // "its query has day=2026-04-13, not 2026-04-14"
};
RequestDifference DifferenceOf(const HttpRequest& request, const std::string& method, const std::string& url,
                               const std::string& body);

}  // namespace fxlake::env
