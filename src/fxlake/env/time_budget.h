// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <limits>

#include "fxlake/env/clock.h"
#include "fxlake/env/http_client.h"

namespace fxlake::env {

// The time left for a unit of work before its process is stopped. Unlimited until the first SetEnd.
class TimeBudget {
 public:
  explicit TimeBudget(Clock& clock) : clock_(clock) {}
  void SetEnd(Instant end) { end_micros_ = end.micros(); }
  // Zero when exhausted.
  std::chrono::milliseconds Left();

 private:
  Clock& clock_;
  std::atomic<std::int64_t> end_micros_ = std::numeric_limits<std::int64_t>::max();
};

// Sleeps no longer than the budget lasts.
class BudgetedClock : public Clock {
 public:
  BudgetedClock(Clock& clock, TimeBudget& budget) : clock_(clock), budget_(budget) {}
  Instant Now() override { return clock_.Now(); }
  void SleepFor(std::chrono::microseconds duration) override;

 private:
  Clock& clock_;
  TimeBudget& budget_;
};

// Limits each request's time-out to the budget; when it is exhausted, every request fails with unavailable at
// once. Retries that wrap this client and use a BudgetedClock therefore end in time to report the failure.
class BudgetedHttpClient : public HttpClient {
 public:
  BudgetedHttpClient(HttpClient& client, TimeBudget& budget) : client_(client), budget_(budget) {}
  Result<HttpResponse> Send(const HttpRequest& request) override;

 private:
  HttpClient& client_;
  TimeBudget& budget_;
};

}  // namespace fxlake::env
