// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/cli/session.h"
#include "fxlake/verify/verify.h"

namespace fxlake::cli {

// How the session's lake is looked at: by its clock, with its name in the commands that mend.
Result<verify::VerifyOptions> VerifyOptionsOf(Session& session, bool deep);
Result<verify::VerifyReport> VerifyLake(Session& session, bool deep);

// not_found unless there is a lake at the session's place: a folder that does not exist holds none. A bucket
// is not asked.
Result<void> CheckLakeExists(Session& session);

}  // namespace fxlake::cli
