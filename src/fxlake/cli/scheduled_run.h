// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/base/json.h"
#include "fxlake/cli/run_work.h"
#include "fxlake/cli/telling.h"

namespace fxlake::cli {

// The options of runs that a schedule starts.
struct ScheduledRunOptions {
  RunWorkOptions work;
  TellingOptions telling;
};
void DeclareScheduledRun(Arguments& arguments, ScheduledRunOptions& options);

// One run of that name for a schedule: `input` is that of an execution, {"sources": [..], "from": .., "to": ..}, all of which may be
// missing. Prints the report. False when the run failed. invalid_input when the input is none.
Result<bool> RunScheduled(Session& session, const Json& input, const std::string& name, const ScheduledRunOptions& options,
                          const Telling& telling);

}  // namespace fxlake::cli
