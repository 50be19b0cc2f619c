// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/base/instant.h"
#include "fxlake/base/json.h"

namespace fxlake::pipeline {

// One visit of an execution to a state.
struct StateSpan {
  std::string state;
  std::string type;  // "Task", "Pass", ...
  int depth = 0;     // in how many iterations and branches it lies
  std::string item;  // of the innermost iteration: its source, or its number; "" outside of any
  Instant entered;
  std::optional<Instant>
      left;           // unset: under way when the history ended, or ended by the execution's failure
  int attempts = 0;   // of a task
  std::string error;  // of the last attempt that failed; "" when none did

  std::optional<std::int64_t> Micros() const { return left ? std::optional(*left - entered) : std::nullopt; }
};

// The states in the order in which they were entered, iterations one after the other, from the events of
// run_history.h.
std::vector<StateSpan> StatesOf(const std::vector<Json>& events);

Json ToJson(const StateSpan& span);

}  // namespace fxlake::pipeline
