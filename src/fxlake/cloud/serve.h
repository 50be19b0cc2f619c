// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "fxlake/cloud/runtime_api.h"

namespace fxlake::cloud {

// What a function does with an event.
using Function = std::function<Result<Json>(const Invocation& invocation, const Json& event)>;

// Answers one invocation after another for as long as the Runtime API hands them out. What the function
// refuses, what it throws, an event that is no JSON and an answer that is too large each fail one invocation.
// Ends with the error of the Runtime API.
Error Serve(RuntimeApi& api, const Function& function);

}  // namespace fxlake::cloud
