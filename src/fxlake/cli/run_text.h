// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/base/json.h"
#include "fxlake/pipeline/run.h"

// Formats reports of past runs (pipeline/run_report.h, as JSON).
namespace fxlake::cli {

// Name, status, start, duration in seconds, sources.
std::vector<std::optional<std::string>> RunRow(const pipeline::PastRun& run);
// The sources of a run, each with its success; empty without a report.
Json RunSources(const pipeline::PastRun& run);

// A whole report. Fields that reports of other versions lack are omitted.
std::string RunText(const Json& report, bool all_rules = false);

}  // namespace fxlake::cli
