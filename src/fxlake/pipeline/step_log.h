// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/base/json.h"
#include "fxlake/env/object_store.h"

namespace fxlake::pipeline {

// The record of one step of an execution: its outcome, or {"failure": {"error", "message"}}.
struct StepRecord {
  std::string step;    // "ingest", "transform", "validate"
  std::string source;  // "" for a step without source
  Json outcome;
};

// Writes a step's record under its execution, wherever the step runs (this process, function, job); a later
// attempt replaces it.
Result<void> KeepStep(env::ObjectStore& store, const std::string& execution, const StepRecord& record);
// All records of an execution, sorted by step and source.
Result<std::vector<StepRecord>> ReadSteps(env::ObjectStore& store, const std::string& execution);

// {"failure": {"error": "unavailable", "message": ...}}
Json FailureOutcome(const Error& error);

// invalid_input unless `name` is a valid execution name: letters, digits, - _ and ., at most 80.
Result<void> CheckExecutionName(std::string_view name);

}  // namespace fxlake::pipeline
