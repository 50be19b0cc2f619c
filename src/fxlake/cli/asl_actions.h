// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>

#include "fxlake/base/result.h"
#include "fxlake/env/clock.h"
#include "fxlake/env/random.h"

namespace fxlake::cli {

// The words of `fxlake asl run`.
struct AslRun {
  std::string definition;              // a file
  std::string input = "{}";            // JSON, or @FILE
  std::optional<std::string> mocks;    // a MockConfigFile of AWS Step Functions Local
  std::string test_case;               // its test case
  std::string machine;                 // of which state machine; "" where the case's name says it
  std::optional<std::string> objects;  // s3://bucket/key is FOLDER/bucket/key
  std::optional<std::string> history;  // where events go, one a line, as they happen
  std::string type = "STANDARD";
  std::string name;  // of the execution; "" takes a random one
  bool virtual_time = false;
  std::optional<std::int64_t> max_events;
};

// Each prints its answer to `out`, one JSON object or a graph, and gives the exit code of the program: 0
// succeeded or valid, 1 failed, 2 an invalid definition. Errors are about the words and files alone.
Result<int> RunAsl(const AslRun& run, env::Clock& clock, env::Random& random, std::FILE* out);
Result<int> ValidateAsl(const std::string& file, const std::string& type, std::FILE* out);
Result<int> DrawAsl(const std::string& file, const std::string& format, std::FILE* out);

}  // namespace fxlake::cli
