// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <string>

#include "fxlake/env/clock.h"
#include "fxlake/env/http_client.h"

namespace fxlake::env {

// Manners: two requests to one host are as far apart as they ask for (HttpRequest::pause), and never more
// than `most_at_once` are under way. Safe to use from several threads.
class PoliteHttpClient : public HttpClient {
 public:
  PoliteHttpClient(HttpClient& client, Clock& clock, int most_at_once = 8)
      : client_(client), clock_(clock), most_at_once_(most_at_once) {}
  Result<HttpResponse> Send(const HttpRequest& request) override;

 private:
  // When the host may be asked, and notes that it will be.
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
