// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "fxlake/env/http_client.h"

namespace fxlake::env {

struct CurlLibrary;

// HTTP through libcurl: proxies by the usual environment variables, gzip, TLS checked against the system's
// authorities. The library is loaded at the first request, so that commands which need no network start
// without it. Connections are reused. Safe to use from several threads.
class CurlHttpClient : public HttpClient {
 public:
  // `user_agent` names the program and where its keeper can be asked.
  explicit CurlHttpClient(std::string user_agent);
  // With the library that `load` gives, instead of the machine's.
  CurlHttpClient(std::string user_agent, std::function<Result<CurlLibrary>()> load);
  ~CurlHttpClient() override;
  Result<HttpResponse> Send(const HttpRequest& request) override;
  // "libcurl/7.88.1 OpenSSL/3.0.17 ...": loads it. unavailable when it cannot be loaded.
  static Result<std::string> LibraryVersion();

 private:
  class Pool;
  std::string user_agent_;
  std::unique_ptr<Pool> pool_;
};

}  // namespace fxlake::env
