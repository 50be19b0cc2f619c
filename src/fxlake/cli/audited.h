// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "fxlake/cli/session.h"
#include "fxlake/telemetry/audit_journal.h"

namespace fxlake::cli {

// The journal of the session's lake, written in the name of whoever runs this program: user@host, or what
// FXLAKE_PRINCIPAL says, and in brackets user@host. Its times are the machine's, whatever --today says.
Result<telemetry::AuditJournal> OpenJournal(Session& session);

// "transform" with the sources it was given: "transform --source ecb".
std::string AuditedCommand(std::string command, const std::vector<std::string>& sources);

// What a command that writes to the lake does, between two entries of the journal: that it began, before
// anything is written, and how it ended, with the objects that `work` noted. Without the first entry nothing
// is done.
Result<int> Audited(Session& session, const std::string& command, const std::string& execution,
                    const std::function<Result<int>(std::vector<telemetry::AuditObject>& objects)>& work);

}  // namespace fxlake::cli
