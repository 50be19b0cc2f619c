// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "fxlake/asl/definition/diagnostics.h"
#include "fxlake/asl/definition/machine.h"

namespace fxlake::asl {

// What reading one definition carries along.
struct Reading {
  Diagnostics& diagnostics;
  bool express = false;  // of the workflow, or of the distributed map around
  bool jsonata = false;  // the query language of states that name none
  std::unordered_map<std::string, std::string> state_names =
      {};  // each with its pointer: they are unique in the whole definition
};

enum class MachineRole { top, branch, processor };

// Reads a machine with all that is nested in it. There is always an answer; it can run when there is no
// diagnostic.
std::unique_ptr<Machine> ReadMachine(const Json& source, const std::string& pointer, MachineRole role,
                                     Reading& reading);

}  // namespace fxlake::asl
