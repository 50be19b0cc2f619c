// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/retrying_http_client.h"

#include <algorithm>
#include <charconv>

namespace fxlake::env {

bool RetryingHttpClient::IsTransient(const Result<HttpResponse>& outcome) const {
  if (!outcome) return outcome.error().kind() == ErrorKind::unavailable;
  static constexpr int kStatuses[] = {408, 425, 429, 500, 502, 503, 504};
  return std::ranges::find(kStatuses, outcome->status) != std::end(kStatuses) ||
         (policy_.also && policy_.also(*outcome));
}

std::chrono::milliseconds RetryingHttpClient::Delay(int attempt, const Result<HttpResponse>& outcome) {
  if (outcome) {
    const auto& text = outcome->Header("retry-after");
    long seconds = -1;
    std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (seconds >= 0)
      return std::min(policy_.max_delay, std::chrono::milliseconds(std::min(seconds, 86'400L) * 1000));
  }
  const auto ceiling = std::min(policy_.max_delay, policy_.first_delay * (1 << std::min(attempt, 16)));
  return std::chrono::milliseconds(
      static_cast<std::int64_t>(random_.Fraction() * static_cast<double>(ceiling.count())));
}

Result<HttpResponse> RetryingHttpClient::Send(const HttpRequest& request) {
  for (int attempt = 0;; ++attempt) {
    auto outcome = client_.Send(request);
    if (attempt + 1 >= policy_.attempts || !IsTransient(outcome)) return outcome;
    clock_.SleepFor(Delay(attempt, outcome));
  }
}

}  // namespace fxlake::env
