// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/base/instant.h"
#include "fxlake/base/json.h"

namespace fxlake::pipeline {

// One entry of an execution into a state.
struct StateSpan {
  std::string state;
  std::string type;  // "Task", "Pass", ...
  int depth = 0;     // number of enclosing iterations and branches
  std::string item;  // of the innermost iteration: its source, or its index; "" outside iterations
  Instant entered;
  // unset: in progress when the history ended, or ended by the failure of the execution
  std::optional<Instant> left;
  int attempts = 0;   // number of attempts of a task
  std::string error;  // of the last failed attempt; "" when none failed

  std::optional<std::int64_t> Micros() const { return left ? std::optional(*left - entered) : std::nullopt; }
};

// The states in the order they were entered, grouped by iteration, from the events of run_history.h.
std::vector<StateSpan> StatesOf(const std::vector<Json>& events);

Json ToJson(const StateSpan& span);

}  // namespace fxlake::pipeline
