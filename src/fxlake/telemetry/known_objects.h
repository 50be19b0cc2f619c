// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "fxlake/telemetry/audit_verify.h"

namespace fxlake::telemetry {

// The objects that journal entries name, each with the hash in its newest entry; "" when that entry deleted
// it.
std::map<std::string, std::string> KnownObjects(const std::vector<AuditLine>& lines);

// "schedule NAME": as the entries of a run begin that a schedule started.
std::string ScheduleCommandText(const std::string& schedule);

// The objects with the state of a schedule that started a run, by their keys, without those that were given
// up since.
std::set<std::string> KnownScheduleStates(const std::vector<AuditLine>& lines);

}  // namespace fxlake::telemetry
