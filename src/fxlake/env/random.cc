// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/random.h"

namespace fxlake::env {

std::uint64_t SystemRandom::Next() {
  const std::lock_guard lock(guard_);
  return std::uint64_t{device_()} << 32 | device_();
}

std::uint64_t SeededRandom::Next() {
  const std::lock_guard lock(guard_);
  return engine_();
}

}  // namespace fxlake::env
