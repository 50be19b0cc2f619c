// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "fxlake/base/result.h"

namespace fxlake::env {

struct ProgramRun {
  std::vector<std::string> arguments;  // the program's name first; it is searched in PATH
  std::string input = {};              // its standard input
  std::chrono::seconds timeout{60};
  std::uint64_t max_bytes = std::uint64_t{64} << 20;  // limit of its output
  std::uint64_t max_memory = 0;                       // address space in bytes; 0: unlimited
};

// Runs a program and returns its standard output. unavailable when it is not installed or times out,
// invalid_input when it fails or its output is too large.
Result<std::string> RunProgram(const ProgramRun& run);

}  // namespace fxlake::env
