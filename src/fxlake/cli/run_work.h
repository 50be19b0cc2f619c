// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "fxlake/cli/arguments.h"
#include "fxlake/cli/progress.h"
#include "fxlake/cli/session.h"
#include "fxlake/pipeline/run.h"

namespace fxlake::cli {

// The dependencies of a pipeline execution, from a session's options: `replay` is a recording to use instead
// of the network, `rules` a file that replaces the built-in rules, `workflows` a folder of NAME.asl.json
// files that a workflow may start; one with the built-in workflow's name replaces it. The session and the
// progress must outlive it.
struct RunWorkOptions {
  std::optional<std::string> replay, rules, workflows;
};
void DeclareRunWork(Arguments& arguments, RunWorkOptions& options);
Result<pipeline::RunContext> OpenRunWork(Session& session, const RunWorkOptions& options, Progress& progress);

}  // namespace fxlake::cli
