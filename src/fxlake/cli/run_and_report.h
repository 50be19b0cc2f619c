// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/cli/reporting_options.h"
#include "fxlake/pipeline/run.h"

namespace fxlake::cli {

// Executes the workflow with journal entries under `command`, events and metrics, notifications, and the
// report on standard output. Returns the exit code, or an error when the execution could not be started.
Result<int> RunAndReport(Session& session, pipeline::RunContext work, pipeline::RunOptions options,
                         const std::string& command, const Reporting& reporting);

}  // namespace fxlake::cli
