// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "fxlake/cli/arguments.h"
#include "fxlake/cli/schedule_loop.h"
#include "fxlake/cli/session.h"

namespace fxlake::cli {

struct ServeOptions {
  std::string listen = "127.0.0.1:8080";
  bool is_public = false;
  std::int64_t threads = 0, requests_per_second = 0, stale_after = 300;
  std::vector<std::string> origins;
  std::optional<std::string> access_log;
  bool with_schedule = false, seed = false;
  ScheduleOptions schedule;
};

void DeclareListening(Arguments& arguments, ServeOptions& options);

// Serves the session's lake until SIGTERM or SIGINT. Returns the exit code.
Result<int> Serve(Session& session, const ServeOptions& options);

}  // namespace fxlake::cli
