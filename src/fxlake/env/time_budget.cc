// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/time_budget.h"

#include <algorithm>

namespace fxlake::env {

std::chrono::milliseconds TimeBudget::Left() {
  const std::int64_t now = clock_.Now().micros();
  const std::int64_t end = end_micros_;
  return std::chrono::milliseconds(end > now ? (end - now) / 1000 : 0);
}

void BudgetedClock::SleepFor(std::chrono::microseconds duration) {
  clock_.SleepFor(std::min<std::chrono::microseconds>(duration, budget_.Left()));
}

Result<HttpResponse> BudgetedHttpClient::Send(const HttpRequest& request) {
  const auto left = budget_.Left();
  if (left.count() == 0)
    return Unavailable(request.method + " " + request.url + ": the time limit is exceeded");
  if (left >= request.timeout) return client_.Send(request);
  auto hurried = request;
  hurried.timeout = left;
  return client_.Send(hurried);
}

}  // namespace fxlake::env
