// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/definition/retry_policy.h"

#include <algorithm>
#include <cmath>

namespace fxlake::asl {

bool Retrier::Covers(const Failure& failure) const {
  return std::ranges::any_of(error_equals, [&](const std::string& name) {
    return name != error_name::kRuntime && asl::Covers(name, failure);
  });
}

std::chrono::microseconds Retrier::DelayBefore(std::int64_t attempt, env::Random& random) const {
  static constexpr double kMostSeconds = 99'999'999;
  double seconds =
      static_cast<double>(interval_seconds) * std::pow(backoff_rate, static_cast<double>(attempt));
  seconds = std::min(seconds, max_delay_seconds ? static_cast<double>(*max_delay_seconds) : kMostSeconds);
  if (full_jitter) seconds *= random.Fraction();
  return std::chrono::microseconds(std::llround(seconds * 1e6));
}

}  // namespace fxlake::asl
