// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/env/http_client.h"

namespace fxlake::env {

// Whether a recorded request asked the same as this one: equal but for the order and the encoding of what is
// in the query or a form, the blanks of a JSON or XML body, and the values of secrets.
bool MatchesRequest(const HttpRequest& request, const std::string& method, const std::string& url,
                    const std::string& body);

// How a recorded request differs from this one, in words, and how much: the nearest of several has the least
// weight.
struct RequestDifference {
  std::size_t weight = 0;
  std::string text;  // "its query has day=2026-04-13, not 2026-04-14"
};
RequestDifference DifferenceOf(const HttpRequest& request, const std::string& method, const std::string& url,
                               const std::string& body);

}  // namespace fxlake::env
