// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/cli/session.h"
#include "fxlake/schedule/schedule.h"

namespace fxlake::cli {

// The schedules of a file: the one given, else that of the configuration, else the built-in one. Errors:
// not_found when there is no such file; those of ParseSchedules and of ReadScheduledInput.
Result<std::vector<schedule::Schedule>> ReadSchedules(Session& session,
                                                      const std::optional<std::string>& file);

}  // namespace fxlake::cli
