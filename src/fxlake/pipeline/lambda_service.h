// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>

#include "fxlake/env/random.h"
#include "fxlake/pipeline/service_runner.h"

namespace fxlake::pipeline {

using Functions = std::map<std::string, std::function<Result<Json>(const Json& event)>>;

// lambda:invoke: {"FunctionName", "Payload"} to {"ExecutedVersion", "Payload", "StatusCode", ...}. An error
// of the function fails the task under its States Language name, with Lambda's cause: {"errorMessage",
// "errorType"}. An unknown function is Lambda.ResourceNotFoundException.
Service LambdaService(Functions functions, env::Random& random);

}  // namespace fxlake::pipeline
