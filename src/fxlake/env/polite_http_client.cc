// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/polite_http_client.h"

#include <algorithm>

#include "fxlake/env/url.h"

namespace fxlake::env {
Instant PoliteHttpClient::Reserve(const HttpRequest& request) {
  const std::lock_guard lock(guard_);
  const auto now = clock_.Now();
  auto& next = next_[HostOf(request.url)];
  const auto at = std::max(now, next);
  next = at + std::chrono::microseconds(request.pause).count();
  return at;
}

Result<HttpResponse> PoliteHttpClient::Send(const HttpRequest& request) {
  if (const auto wait = Reserve(request) - clock_.Now(); wait > 0)
    clock_.SleepFor(std::chrono::microseconds(wait));
  {
    std::unique_lock lock(guard_);
    done_.wait(lock, [&] { return under_way_ < most_at_once_; });
    ++under_way_;
  }
  auto outcome = client_.Send(request);
  const std::lock_guard lock(guard_);
  --under_way_;
  done_.notify_one();
  return outcome;
}

}  // namespace fxlake::env
