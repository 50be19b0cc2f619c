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

// Adds to a request the headers of AWS Signature Version 4: Authorization, X-Amz-Date, with a session
// X-Amz-Security-Token, and for s3 X-Amz-Content-Sha256. Signed are all headers that have a value. The URL's
// path and query must be written as EncodeUri does.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
void Sign(env::HttpRequest& request, const Credentials& credentials, const SigningScope& scope, Instant now);

}  // namespace fxlake::aws
