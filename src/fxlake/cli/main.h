// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/cli/session.h"

namespace fxlake::cli {

// The program `fxlake`: reads the command line, runs the command, gives the exit code. 0: all is well; 1: the
// work was done and something failed its check; 2 and more: by the kind of error (base/error.h).
int Main(int argc, const char* const* argv, const ProcessEnvironment& environment);

}  // namespace fxlake::cli
