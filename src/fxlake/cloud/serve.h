// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "fxlake/cloud/runtime_api.h"

namespace fxlake::cloud {

// Handles one event.
using Function = std::function<Result<Json>(const Invocation& invocation, const Json& event)>;

// Serves invocations until the Runtime API fails. An error or exception of the function, an event that is not
// JSON and a response that is too large each fail one invocation. Returns the error of the Runtime API.
Error Serve(RuntimeApi& api, const Function& function);

}  // namespace fxlake::cloud
