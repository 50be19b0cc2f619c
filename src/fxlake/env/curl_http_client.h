// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "fxlake/env/http_client.h"

namespace fxlake::env {

struct CurlLibrary;

// HTTP through libcurl: proxies from the usual environment variables, gzip, TLS verified against the system's
// authorities. The library is loaded at the first request, so commands without network access start without
// it. Connections are reused. Thread-safe.
class CurlHttpClient : public HttpClient {
 public:
  // `user_agent` names the program and how to contact its operator.
  explicit CurlHttpClient(std::string user_agent);
  // Uses the library that `load` returns instead of the system's shared library.
  CurlHttpClient(std::string user_agent, std::function<Result<CurlLibrary>()> load);
  ~CurlHttpClient() override;
  Result<HttpResponse> Send(const HttpRequest& request) override;
  // "libcurl/7.88.1 OpenSSL/3.0.17 ...". Loads the library; unavailable when that fails.
  static Result<std::string> LibraryVersion();

 private:
  class Pool;
  std::string user_agent_;
  std::unique_ptr<Pool> pool_;
};

}  // namespace fxlake::env
