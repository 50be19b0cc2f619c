// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "fxlake/base/json.h"
#include "fxlake/cli/reporting_options.h"
#include "fxlake/cli/run_work.h"
#include "fxlake/schedule/schedule.h"

namespace fxlake::cli {

// The options of runs that a schedule starts.
struct ScheduledRunOptions {
  RunWorkOptions work;
  ReportingOptions reporting;
};
void DeclareScheduledRun(Arguments& arguments, ScheduledRunOptions& options);

// The input of a schedule, which is that of an execution: {"sources": [..], "from": .., "to": ..,
// "parameters": {..}, "unverified": false}, all of which may be missing or null.
struct ScheduledInput {
  std::vector<std::string> sources;  // empty: those that are enabled
  std::optional<Date> from, to;
  std::map<std::string, std::string> parameters;
  bool unverified = false;  // named sources that were never tried on real bytes are asked too
};
// invalid_input for any other key (with the nearest one), type or order of days; not_found for a source that
// is none.
Result<ScheduledInput> ReadScheduledInput(const Json& input, const sources::Catalog& catalog);

// One run of that name for a schedule. Prints the report. False when the run failed. invalid_input when the
// schedule's input is none.
Result<bool> RunScheduled(Session& session, const schedule::Schedule& schedule, const std::string& name,
                          const ScheduledRunOptions& options, const Reporting& reporting);

}  // namespace fxlake::cli
