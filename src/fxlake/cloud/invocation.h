// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include "fxlake/base/instant.h"
#include "fxlake/base/json.h"

namespace fxlake::cloud {

// One call of a function, as Lambda's Runtime API hands it out.
struct Invocation {
  std::string request_id;
  std::string event;  // JSON, as it was sent
  Instant deadline =
      Instant::FromMicros(std::numeric_limits<std::int64_t>::max());  // when the function is stopped
  std::string trace;  // of X-Ray: Root=...;Parent=...;Sampled=1; "" when there is none
};

// An error in Lambda's shape, whose errorType Retry and Catch of a workflow compare: {"errorMessage",
// "errorType", "stackTrace": []}.
Json ToLambda(const Error& error);

}  // namespace fxlake::cloud
