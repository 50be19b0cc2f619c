// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/time_budget.h"

#include <gtest/gtest.h>

#include "fxlake/env/retrying_http_client.h"

namespace fxlake::env {
namespace {

using namespace std::chrono_literals;

// Uses up its time-out, then fails with unavailable.
class Silence : public HttpClient {
 public:
  explicit Silence(ManualClock& clock) : clock_(clock) {}
  Result<HttpResponse> Send(const HttpRequest& request) override {
    timeouts.push_back(request.timeout);
    clock_.SleepFor(request.timeout);
    return Unavailable("no answer");
  }
  std::vector<std::chrono::milliseconds> timeouts;

 private:
  ManualClock& clock_;
};

void Check(std::string_view name, std::chrono::milliseconds budget,
           const std::vector<std::chrono::milliseconds>& timeouts, std::string_view error) {
  SCOPED_TRACE(name);
  ManualClock clock(Instant::FromMicros(1'000'000));
  SeededRandom random(1);
  TimeBudget left(clock);
  left.SetEnd(clock.Now() + std::chrono::microseconds(budget).count());
  Silence silence(clock);
  BudgetedHttpClient budgeted(silence, left);
  BudgetedClock waiting(clock, left);
  RetryingHttpClient http(budgeted, waiting, random, {.attempts = 3, .first_delay = 1ms});
  const auto started = clock.Now();
  const auto outcome = http.Send({.url = "http://bank/", .timeout = 1000ms});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind(), ErrorKind::unavailable);
  EXPECT_EQ(outcome.error().message(), error);
  EXPECT_EQ(silence.timeouts, timeouts);
  EXPECT_LE(clock.Now() - started, std::chrono::microseconds(budget).count());
}

TEST(TimeBudget, NoRequestOutlastsIt) {
  Check("enough for every attempt", 60'000ms, {1000ms, 1000ms, 1000ms}, "no answer");
  Check("used up by the first", 400ms, {400ms}, "GET http://bank/: the time limit is exceeded");
  Check("none at all", 0ms, {}, "GET http://bank/: the time limit is exceeded");
}

TEST(TimeBudget, HasNoEndUntilOneIsSet) {
  ManualClock clock(Instant::FromMicros(0));
  TimeBudget budget(clock);
  EXPECT_GT(budget.Left(), 24h * 365);
  budget.SetEnd(Instant::FromMicros(5'000'000));
  EXPECT_EQ(budget.Left(), 5s);
  budget.SetEnd(Instant::FromMicros(-1));
  EXPECT_EQ(budget.Left(), 0s);
}

}  // namespace
}  // namespace fxlake::env
