// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>

namespace fxlake::cli {

// `fxlake asl run | validate | graph`: argv holds the words after `asl`. Answers as one JSON object on `out` (graph: as text);
// what is wrong with the words goes to `err`. Exit codes: 0 succeeded or valid, 1 failed, 2 invalid definition or words.
int RunAslCommand(int argc, const char* const* argv, std::FILE* out, std::FILE* err);

}  // namespace fxlake::cli
