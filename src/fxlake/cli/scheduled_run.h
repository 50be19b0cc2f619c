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

// Options of runs that a schedule starts.
struct ScheduledRunOptions {
  RunWorkOptions work;
  ReportingOptions reporting;
};
void DeclareScheduledRun(Arguments& arguments, ScheduledRunOptions& options);

// The input of a schedule, which is the input of an execution: {"sources": [..], "from": .., "to": ..,
// "parameters": {..}, "unverified": false}. Each key may be missing or null.
struct ScheduledInput {
  std::vector<std::string> sources;  // empty: the enabled ones
  std::optional<Date> from, to;
  std::map<std::string, std::string> parameters;
  bool unverified = false;  // also fetches named sources whose status is not verified
};
// invalid_input for an unknown key (with the nearest one), a wrong type or a reversed range; not_found for an
// unknown source.
Result<ScheduledInput> ReadScheduledInput(const Json& input, const sources::Catalog& catalog);

// One run with the given name for a schedule; prints the report. Returns false when the run failed.
// invalid_input when the input is invalid.
Result<bool> RunScheduled(Session& session, const schedule::Schedule& schedule, const std::string& name,
                          const ScheduledRunOptions& options, const Reporting& reporting);

}  // namespace fxlake::cli
