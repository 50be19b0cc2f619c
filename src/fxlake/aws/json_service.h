// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/aws/credentials.h"
#include "fxlake/aws/signing_http_client.h"
#include "fxlake/base/json.h"
#include "fxlake/env/retrying_http_client.h"

namespace fxlake::aws {

struct JsonServiceName {
  std::string endpoint;  // athena: selects https://athena.<region>.amazonaws.com and AWS_ENDPOINT_URL_ATHENA
  std::string target;    // AmazonAthena: prefix of the operation in X-Amz-Target
};

// Calls an AWS service that uses the JSON 1.1 protocol. Transient failures are retried with jitter. Errors:
// see service_error.h, in the context of the operation.
class JsonService {
 public:
  JsonService(JsonServiceName name, const std::string& region, const AwsContext& aws_context,
              env::RetryPolicy policy = {});
  Result<Json> Call(const std::string& operation, const Json& input);

 private:
  JsonServiceName name_;
  std::string url_;
  AwsContext aws_context_;
  CredentialChain credentials_;
  SigningHttpClient signing_;
  env::RetryingHttpClient http_;
};

}  // namespace fxlake::aws
