// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fxlake/asl/definition/machine.h"

namespace fxlake::asl {

// Watches an execution of one state alone, as AWS's TestState does: it begins in that state and ends behind
// it.
struct StateProbe {
  std::size_t state = 0;  // its index in the machine

  // What came of it. The data between its steps are JSON texts: "input", "afterInputPath", "afterParameters",
  // "afterArguments", "result", "afterResultSelector", "afterResultPath".
  Json inspection = Json::EmptyObject();
  std::string next_state;
  bool retriable = false;
  bool caught = false;
};

// A state of that name in the machine or in one nested in it.
struct FoundState {
  const Machine* machine;
  std::size_t index;
};
std::optional<FoundState> FindState(const Machine& machine, std::string_view name);

}  // namespace fxlake::asl
