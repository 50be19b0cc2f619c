// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <utility>

#include "fxlake/env/clock.h"
#include "fxlake/env/http_client.h"
#include "fxlake/env/random.h"

namespace fxlake::env {

struct RetryPolicy {
  int attempts = 4;
  std::chrono::milliseconds first_delay{
      500};  // doubled for each retry; the sleep is uniform in [0, delay] ("full jitter")
  std::chrono::milliseconds max_delay{20'000};
  std::function<bool(const HttpResponse&)> also = {};  // additional responses to treat as transient
};

// Retries transient failures: errors of kind unavailable and statuses 408, 425, 429, 500, 502, 503, 504.
// Honors Retry-After in seconds, up to max_delay. Returns the last response or error.
class RetryingHttpClient : public HttpClient {
 public:
  RetryingHttpClient(HttpClient& client, Clock& clock, Random& random, RetryPolicy policy = {})
      : client_(client), clock_(clock), random_(random), policy_(std::move(policy)) {}
  Result<HttpResponse> Send(const HttpRequest& request) override;

 private:
  bool IsTransient(const Result<HttpResponse>& outcome) const;
  std::chrono::milliseconds Delay(int attempt, const Result<HttpResponse>& outcome);

  HttpClient& client_;
  Clock& clock_;
  Random& random_;
  RetryPolicy policy_;
};

}  // namespace fxlake::env
