// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "fxlake/env/clock.h"
#include "fxlake/env/http_client.h"
#include "fxlake/env/random.h"

namespace fxlake::aws {

// External dependencies of the AWS code. All must outlive the objects that use them.
struct AwsContext {
  env::HttpClient& http;  // without retries: requests must be signed again for each attempt
  env::Clock& clock;      // the true time, which signatures contain
  env::Random& random;
  std::function<const char*(const char*)> variable;  // reads an environment variable; nullptr when unset

  // "" when unset.
  std::string Variable(const char* name) const {
    const char* value = variable(name);
    return value == nullptr ? "" : value;
  }
};

}  // namespace fxlake::aws
