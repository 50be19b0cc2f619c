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

// The arguments of `fxlake asl run`.
struct AslRun {
  std::string definition;              // a file
  std::string input = "{}";            // JSON, or @FILE
  std::optional<std::string> mocks;    // a MockConfigFile of AWS Step Functions Local
  std::string test_case;               // its test case
  std::string machine;                 // its state machine; "" when only one has the test case
  std::optional<std::string> objects;  // s3://bucket/key is FOLDER/bucket/key
  std::optional<std::string> history;  // file for the event history, one JSON line per event as it occurs
  std::string type = "STANDARD";
  std::string name;  // execution name; "": random
  bool virtual_time = false;
  std::optional<std::int64_t> max_events;
  std::optional<std::string> test_state;  // only this state, reported as AWS's TestState does
  std::string inspection_level = "INFO";
};

// Each prints one JSON object or a graph to `out` and returns the exit code: 0 succeeded or valid, 1 failed,
// 2 invalid definition. Errors concern arguments and files only.
Result<int> RunAsl(const AslRun& run, env::Clock& clock, env::Random& random, std::FILE* out);
Result<int> ValidateAsl(const std::string& file, const std::string& type, std::FILE* out);
Result<int> DrawAsl(const std::string& file, const std::string& format, std::FILE* out);
// Notes about states that stay in JSONPath go to `err`.
Result<int> ConvertAsl(const std::string& file, std::FILE* out, std::FILE* err);

}  // namespace fxlake::cli
