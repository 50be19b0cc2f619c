// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "fxlake/base/instant.h"

namespace fxlake::server {

// What the scheduler does that runs in the same process.
struct ScheduleStatus {
  bool is_running = false;      // a run is under way
  std::optional<Instant> next;  // when the next run starts
  std::uint64_t runs = 0;       // ended since the process started
  std::uint64_t failures = 0;   // of these
  std::uint64_t failures_in_a_row = 0;
  std::optional<Instant> succeeded_at;  // the last run that succeeded, since the process started
  std::string problem = {};             // why the last run failed; "" when it succeeded
  std::string reload_problem = {};      // why the configuration could not be read again; "" when it could
};

}  // namespace fxlake::server
