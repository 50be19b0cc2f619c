// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/cloud/invocation.h"
#include "fxlake/env/http_client.h"

namespace fxlake::cloud {

// Client of Lambda's Runtime API, version 2018-06-01, which delivers work to a custom runtime:
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
// Errors: unavailable (unreachable), invalid_input (it rejects what was sent), internal (a response that
// violates the specification).
class RuntimeApi {
 public:
  // `address` is AWS_LAMBDA_RUNTIME_API: host:port.
  RuntimeApi(env::HttpClient& http, std::string_view address);

  // Waits indefinitely for the next invocation.
  Result<Invocation> Next();
  Result<void> Respond(const Invocation& invocation, const Json& answer);
  Result<void> Fail(const Invocation& invocation, const Error& error);
  // Reports that the function cannot be invoked at all. The process must exit afterwards.
  Result<void> FailInitialization(const Error& error);

 private:
  Result<void> Post(const std::string& path, const Json& body, std::string_view error_type);

  env::HttpClient& http_;
  std::string root_;
};

}  // namespace fxlake::cloud
