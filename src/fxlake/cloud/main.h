// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>

#include "fxlake/cloud/steps.h"

namespace fxlake::cloud {

// The whole program: with a Lambda Runtime API (AWS_LAMBDA_RUNTIME_API) it serves invocations until the API
// ends; otherwise it executes the step given on the command line. Returns the exit code.
int Main(int argc, char** argv, const ProcessEnvironment& environment);

}  // namespace fxlake::cloud
