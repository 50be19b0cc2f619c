// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/cli/session.h"

namespace fxlake::cli {

// The program `fxlake`: parses the command line, runs the command and returns the exit code. 0: success; 1:
// the command worked, but a check or source failed; 2 and above: by error kind (base/error.h).
int Main(int argc, const char* const* argv, const ProcessEnvironment& environment);

}  // namespace fxlake::cli
