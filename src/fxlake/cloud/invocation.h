// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include "fxlake/base/instant.h"
#include "fxlake/base/json.h"

namespace fxlake::cloud {

// One invocation of a function, as received from Lambda's Runtime API.
struct Invocation {
  std::string request_id;
  std::string event;  // the JSON payload
  // when the function is stopped
  Instant deadline = Instant::FromMicros(std::numeric_limits<std::int64_t>::max());
  std::string trace;  // X-Ray trace header: Root=...;Parent=...;Sampled=1; "" when there is none
};

// An error in Lambda's format, whose errorType is matched by Retry and Catch of a workflow: {"errorMessage",
// "errorType", "stackTrace": []}.
Json ToLambda(const Error& error);

}  // namespace fxlake::cloud
