// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "fxlake/asl/definition/diagnostics.h"
#include "fxlake/asl/definition/machine.h"

namespace fxlake::asl {

// State shared while one definition is parsed.
struct Reading {
  Diagnostics& diagnostics;
  bool express = false;  // of the workflow, or of the enclosing distributed map
  bool jsonata = false;  // query language of states that do not name one
  // state name to JSON pointer: names are unique across the definition
  std::unordered_map<std::string, std::string> state_names = {};
};

enum class MachineRole { top, branch, processor };

// Parses a machine with everything nested in it. Always returns a machine; it is executable only when there
// are no diagnostics.
std::unique_ptr<Machine> ReadMachine(const Json& source, const std::string& pointer, MachineRole role,
                                     Reading& reading);

}  // namespace fxlake::asl
