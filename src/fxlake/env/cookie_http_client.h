// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "fxlake/env/http_client.h"

namespace fxlake::env {

// Keeps the cookies that servers set and sends them back, as a browser does, for as long as it lives: to the
// same host alone, and over TLS what came over TLS. It has to see each response of a chain of redirects.
class CookieHttpClient : public HttpClient {
 public:
  explicit CookieHttpClient(HttpClient& client) : client_(client) {}
  Result<HttpResponse> Send(const HttpRequest& request) override;

 private:
  HttpClient& client_;
  std::mutex guard_;
  std::map<std::string, std::map<std::string, std::string>> cookies_;  // by origin, then name
};

}  // namespace fxlake::env
