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
      500};  // doubled each time, the sleep uniform in [0, delay] ("full jitter")
  std::chrono::milliseconds max_delay{20'000};
  std::function<bool(const HttpResponse&)> also = {};  // further responses that are transient
};

// Repeats what is transient: errors of kind unavailable and the statuses 408, 425, 429, 500, 502, 503, 504. A
// Retry-After in seconds is kept to, up to max_delay. The last response or error is what the caller gets.
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
