// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/clock.h"

#include <thread>

namespace fxlake::env {

Instant SystemClock::Now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return Instant::FromMicros(std::chrono::duration_cast<std::chrono::microseconds>(now).count());
}

void SystemClock::SleepFor(std::chrono::microseconds duration) { std::this_thread::sleep_for(duration); }

}  // namespace fxlake::env
