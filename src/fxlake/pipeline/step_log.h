// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/base/json.h"
#include "fxlake/env/object_store.h"

namespace fxlake::pipeline {

// What one step of an execution did: its outcome, or {"failure": {"error", "message"}}.
struct StepRecord {
  std::string step;    // "ingest", "transform", "validate"
  std::string source;  // "" for a step of no source
  Json outcome;
};

// Wherever a step runs (here, in a function, in a job), it leaves its record under the execution; a later
// attempt replaces it.
Result<void> KeepStep(env::ObjectStore& store, const std::string& execution, const StepRecord& record);
// All of an execution, sorted by step and source.
Result<std::vector<StepRecord>> ReadSteps(env::ObjectStore& store, const std::string& execution);

// {"failure": {"error": "unavailable", "message": ...}}
Json FailureOutcome(const Error& error);

// invalid_input unless `name` can name an execution: letters, digits, - _ and ., at most 80.
Result<void> CheckExecutionName(std::string_view name);

}  // namespace fxlake::pipeline
