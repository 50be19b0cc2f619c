// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "fxlake/base/result.h"

namespace fxlake::env {

struct ProgramRun {
  std::vector<std::string> arguments;  // the program's name first; it is looked for in PATH
  std::string input = {};              // what it reads
  std::chrono::seconds timeout{60};
  std::uint64_t max_bytes = std::uint64_t{64} << 20;  // of what it prints
  std::uint64_t max_memory = 0;                       // of its address space; 0: as much as there is
};

// What a program prints. unavailable when it is not installed or takes too long, invalid_input when it fails
// or prints too much.
Result<std::string> RunProgram(const ProgramRun& run);

}  // namespace fxlake::env
