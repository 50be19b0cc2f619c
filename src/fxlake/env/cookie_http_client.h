// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "fxlake/env/http_client.h"

namespace fxlake::env {

// Stores cookies that servers set and sends them back, as a browser does, for the lifetime of this object: to
// the same host only, and cookies received over TLS only over TLS. Must be wrapped by the redirecting client,
// so that it sees every response of a redirect chain.
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
