// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "fxlake/env/clock.h"
#include "fxlake/env/http_client.h"
#include "fxlake/env/random.h"

namespace fxlake::aws {

// The outside, as far as AWS needs it. What is named here outlives what is made with it.
struct AwsContext {
  env::HttpClient& http;  // without retries: signing comes between
  env::Clock& clock;      // the real time, which signatures carry
  env::Random& random;
  std::function<const char*(const char*)> variable;  // of the environment; nullptr when unset

  // "" when unset.
  std::string Variable(const char* name) const {
    const char* value = variable(name);
    return value == nullptr ? "" : value;
  }
};

}  // namespace fxlake::aws
