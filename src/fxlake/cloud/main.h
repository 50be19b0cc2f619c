// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>

#include "fxlake/cloud/steps.h"

namespace fxlake::cloud {

// The whole program: where there is a Runtime API of Lambda (AWS_LAMBDA_RUNTIME_API) it serves that until it
// ends, elsewhere it does the one step that its words say. Returns the exit code.
int Main(int argc, char** argv, const ProcessEnvironment& environment);

}  // namespace fxlake::cloud
