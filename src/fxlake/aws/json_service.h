// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/aws/credentials.h"
#include "fxlake/aws/signing_http_client.h"
#include "fxlake/base/json.h"
#include "fxlake/env/retrying_http_client.h"

namespace fxlake::aws {

struct JsonServiceName {
  std::string endpoint;  // athena: of https://athena.<region>.amazonaws.com and of AWS_ENDPOINT_URL_ATHENA
  std::string target;    // AmazonAthena: what stands before the operation in X-Amz-Target
};

// A service of AWS with the JSON 1.1 protocol. What passes is tried again, with jitter. Errors: as
// service_error.h says, in the context of the operation.
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
