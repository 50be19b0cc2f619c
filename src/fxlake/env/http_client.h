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
  bool follow_redirects = true;                        // otherwise a redirect is the response
  bool decode_body = true;                             // ask for compression and undo it; otherwise the body is as it was sent
  bool past_proxies = false;                           // for addresses that only this machine knows
};

struct HttpResponse {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;

  // The first header of that lower-case name, or "".
  const std::string& Header(std::string_view name) const;
};

// One HTTP exchange. A header of the request with the value "" is one that must not be sent. Redirects are followed within one scheme or
// from http to https. Any status is a response, not an error.
// Errors: unavailable (no connection, time-out, broken transfer), denied (TLS), invalid_input (URL, too large a body).
class HttpClient {
 public:
  virtual ~HttpClient() = default;
  virtual Result<HttpResponse> Send(const HttpRequest& request) = 0;
};

}  // namespace fxlake::env
