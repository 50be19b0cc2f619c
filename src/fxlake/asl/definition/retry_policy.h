// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "fxlake/asl/expression/failure.h"
#include "fxlake/env/random.h"

namespace fxlake::asl {

// One entry of Retry.
struct Retrier {
  std::vector<std::string> error_equals;
  std::int64_t interval_seconds = 1;
  std::int64_t max_attempts = 3;  // 0: never retry
  double backoff_rate = 2.0;
  std::optional<std::int64_t> max_delay_seconds;
  bool full_jitter = false;

  // States.Runtime failures are never retried, even when listed.
  bool Covers(const Failure& failure) const;
  // The delay before retry number `attempt` (from 0): interval * rate^attempt, at most max_delay_seconds.
  // With full jitter it is uniform between 0 and that value.
  std::chrono::microseconds DelayBefore(std::int64_t attempt, env::Random& random) const;
};

}  // namespace fxlake::asl
