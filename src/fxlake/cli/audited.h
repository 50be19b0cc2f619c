// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "fxlake/cli/session.h"
#include "fxlake/telemetry/audit_journal.h"

namespace fxlake::cli {

// The audit journal of the session's lake. The principal is user@host, or FXLAKE_PRINCIPAL followed by
// user@host in parentheses. Entries have the system's time, regardless of --today.
Result<telemetry::AuditJournal> OpenJournal(Session& session);

// "transform" with its sources: "transform --source ecb".
std::string AuditedCommand(std::string command, const std::vector<std::string>& sources);

// Runs `work` between two journal entries: one that it began, written before anything else, and one with the
// outcome and the objects that `work` recorded. `work` is not run when the first entry cannot be written.
Result<int> Audited(Session& session, const std::string& command, const std::string& execution,
                    const std::function<Result<int>(std::vector<telemetry::AuditObject>& objects)>& work);

}  // namespace fxlake::cli
