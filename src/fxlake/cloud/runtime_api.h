// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/cloud/invocation.h"
#include "fxlake/env/http_client.h"

namespace fxlake::cloud {

// Lambda's Runtime API, version 2018-06-01, by which a custom runtime is given work:
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
// Errors: unavailable (it cannot be reached), invalid_input (it refuses what it was sent), internal (an
// answer against its specification).
class RuntimeApi {
 public:
  // `address` is AWS_LAMBDA_RUNTIME_API: host:port.
  RuntimeApi(env::HttpClient& http, std::string_view address);

  // Waits, without an end, until the function is called.
  Result<Invocation> Next();
  Result<void> Respond(const Invocation& invocation, const Json& answer);
  Result<void> Fail(const Invocation& invocation, const Error& error);
  // The function cannot be called at all. End the process after it.
  Result<void> FailInitialisation(const Error& error);

 private:
  Result<void> Post(const std::string& path, const Json& body, std::string_view error_type);

  env::HttpClient& http_;
  std::string root_;
};

}  // namespace fxlake::cloud
