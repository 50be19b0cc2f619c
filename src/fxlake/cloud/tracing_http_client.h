// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/env/http_client.h"

namespace fxlake::cloud {

// Adds X-Ray's trace header to requests to AWS services. Must be wrapped by the signing client, since the
// header is not signed. SetTrace must not be called while a request is in progress.
class TracingHttpClient : public env::HttpClient {
 public:
  explicit TracingHttpClient(env::HttpClient& client) : client_(client) {}
  void SetTrace(std::string trace) { trace_ = std::move(trace); }
  Result<env::HttpResponse> Send(const env::HttpRequest& request) override {
    if (trace_.empty()) return client_.Send(request);
    auto traced = request;
    traced.headers.emplace_back("X-Amzn-Trace-Id", trace_);
    return client_.Send(traced);
  }

 private:
  env::HttpClient& client_;
  std::string trace_;
};

}  // namespace fxlake::cloud
