// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/cli/config.h"
#include "fxlake/env/http_client.h"

namespace fxlake::cli {

// Applies the configured request time-out to each request.
class ConfiguredHttpClient : public env::HttpClient {
 public:
  ConfiguredHttpClient(env::HttpClient& client, const Config& config) : client_(client), config_(config) {}

  Result<env::HttpResponse> Send(const env::HttpRequest& request) override {
    auto sent = request;
    if (config_.timeout_seconds) sent.timeout = std::chrono::seconds(*config_.timeout_seconds);
    return client_.Send(sent);
  }

 private:
  env::HttpClient& client_;
  const Config& config_;
};

}  // namespace fxlake::cli
