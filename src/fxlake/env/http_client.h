// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "fxlake/base/result.h"

namespace fxlake::env {

struct HttpRequest {
  std::string method = "GET";
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::chrono::milliseconds timeout{60'000};           // for the whole exchange
  std::uint64_t max_bytes = std::uint64_t{256} << 20;  // of the body after decompression; more is an error
};

struct HttpResponse {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;

  // The first header of that lower-case name, or "".
  const std::string& Header(std::string_view name) const;
};

// One HTTP exchange. Redirects are followed within one scheme or from http to https. Any status is a response, not an error.
// Errors: unavailable (no connection, time-out, broken transfer), denied (TLS), invalid_input (URL, too large a body).
class HttpClient {
 public:
  virtual ~HttpClient() = default;
  virtual Result<HttpResponse> Send(const HttpRequest& request) = 0;
};

}  // namespace fxlake::env
