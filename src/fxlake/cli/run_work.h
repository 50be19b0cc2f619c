// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "fxlake/cli/arguments.h"
#include "fxlake/cli/progress.h"
#include "fxlake/cli/session.h"
#include "fxlake/pipeline/run.h"

namespace fxlake::cli {

// What an execution of the pipeline works with, by a session's options: `replay` is a recording in place of
// the network, `rules` a file of rules in place of the built-in ones, `workflows` a folder of NAME.asl.json
// that a workflow may start; one of the built-in workflow's name replaces it. The session and the progress
// must outlive it.
struct RunWorkOptions {
  std::optional<std::string> replay, rules, workflows;
};
void DeclareRunWork(Arguments& arguments, RunWorkOptions& options);
Result<pipeline::RunContext> OpenRunWork(Session& session, const RunWorkOptions& options, Progress& progress);

}  // namespace fxlake::cli
