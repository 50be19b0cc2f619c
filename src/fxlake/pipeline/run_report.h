// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/base/instant.h"
#include "fxlake/base/json.h"
#include "fxlake/env/object_store.h"
#include "fxlake/transform/transform.h"

namespace fxlake::pipeline {

// Facts about an execution that its step records do not contain.
struct ExecutionFacts {
  std::string name;
  std::string status;  // SUCCEEDED, FAILED, TIMED_OUT, ABORTED, ABANDONED
  std::string error;   // "" when it succeeded
  std::string cause;
  Instant started;
  Instant finished;
  bool replayed = false;
  std::vector<std::string> sources;  // in report order
  int checked_from_year = 0;         // 0: nothing was checked
};

// Builds an execution's report from its step records (format: docs/formats/lake.md).
Result<Json> MakeReport(env::ObjectStore& store, const ExecutionFacts& facts);

// Whether a report says that everything succeeded.
bool Succeeded(const Json& report);

Json ToJson(const transform::SourceOutcome& outcome);

}  // namespace fxlake::pipeline
