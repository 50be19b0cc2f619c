// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <string>

#include "fxlake/env/clock.h"
#include "fxlake/env/http_client.h"

namespace fxlake::env {

// Rate limiting: keeps requests to one host HttpRequest::pause apart and at most `most_at_once` in progress.
// Thread-safe.
class PoliteHttpClient : public HttpClient {
 public:
  PoliteHttpClient(HttpClient& client, Clock& clock, int most_at_once = 8)
      : client_(client), clock_(clock), most_at_once_(most_at_once) {}
  Result<HttpResponse> Send(const HttpRequest& request) override;

 private:
  // The time at which the request may be sent; reserves that slot.
  Instant Reserve(const HttpRequest& request);

  HttpClient& client_;
  Clock& clock_;
  const int most_at_once_;
  std::mutex guard_;
  std::condition_variable done_;
  int under_way_ = 0;
  std::map<std::string, Instant> next_;  // by host
};

}  // namespace fxlake::env
