// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <limits>

#include "fxlake/env/clock.h"
#include "fxlake/env/http_client.h"

namespace fxlake::env {

// How long a unit of work may still take before somebody ends the process. Without an end until the first
// SetEnd.
class TimeBudget {
 public:
  explicit TimeBudget(Clock& clock) : clock_(clock) {}
  void SetEnd(Instant end) { end_micros_ = end.micros(); }
  // Zero when it is used up.
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

// Waits for an answer no longer than the budget lasts; when it is used up, every request is unavailable at
// once. So retries over it, with a BudgetedClock, come to an end in time to say what failed.
class BudgetedHttpClient : public HttpClient {
 public:
  BudgetedHttpClient(HttpClient& client, TimeBudget& budget) : client_(client), budget_(budget) {}
  Result<HttpResponse> Send(const HttpRequest& request) override;

 private:
  HttpClient& client_;
  TimeBudget& budget_;
};

}  // namespace fxlake::env
