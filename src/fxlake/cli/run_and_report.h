// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/cli/reporting_options.h"
#include "fxlake/pipeline/run.h"

namespace fxlake::cli {

// An execution with all that belongs to it: entries of the journal under `command`, events and metrics,
// notifications, and its report on standard output. The exit code, or the error of an execution that could
// not be made.
Result<int> RunAndReport(Session& session, pipeline::RunContext work, pipeline::RunOptions options,
                         const std::string& command, const Reporting& reporting);

}  // namespace fxlake::cli
