// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/base/json.h"
#include "fxlake/server/snapshot/schedule_status.h"

namespace fxlake::server {

// The member "schedule" of /health.
Json ScheduleHealth(const ScheduleStatus& status);
// Its families in /metrics, in the text form of OpenMetrics 1.0.
std::string ScheduleMetrics(const ScheduleStatus& status);

}  // namespace fxlake::server
