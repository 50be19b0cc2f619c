// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/aws/credentials.h"
#include "fxlake/base/instant.h"
#include "fxlake/env/http_client.h"

namespace fxlake::aws {

struct SigningScope {
  std::string region;   // eu-central-1
  std::string service;  // s3, athena, sts ...
};

// Adds the headers of AWS Signature Version 4: Authorization, X-Amz-Date, X-Amz-Security-Token for session
// credentials, and X-Amz-Content-Sha256 for s3. Every header with a value is signed. The URL's path and query
// must already be encoded by PercentEncode.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
void Sign(env::HttpRequest& request, const Credentials& credentials, const SigningScope& scope, Instant now);

}  // namespace fxlake::aws
