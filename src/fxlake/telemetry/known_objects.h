// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "fxlake/telemetry/audit_verify.h"

namespace fxlake::telemetry {

// The objects that the journal's entries name, each with the hash of its newest entry; "" when that says it
// was deleted.
std::map<std::string, std::string> KnownObjects(const std::vector<AuditLine>& lines);

}  // namespace fxlake::telemetry
