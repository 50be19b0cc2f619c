// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "fxlake/cli/progress.h"
#include "fxlake/cli/session.h"
#include "fxlake/pipeline/run.h"

namespace fxlake::cli {

// What an execution of the pipeline works with, by a session's options: `replay` is a recording in place of the network, `rules` a file
// of rules in place of the built-in ones. The session and the progress must outlive it.
Result<pipeline::RunContext> OpenRunWork(Session& session, const std::optional<std::string>& replay,
                                         const std::optional<std::string>& rules, Progress& progress);

}  // namespace fxlake::cli
