// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/env/http_client.h"

namespace fxlake::cloud {

// Passes X-Ray's trace on to AWS's services, which continue it. Goes under what signs requests: the header is
// not signed. SetTrace only while nothing is sent.
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
