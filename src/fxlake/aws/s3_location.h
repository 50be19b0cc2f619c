// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/aws/aws_context.h"
#include "fxlake/base/result.h"

namespace fxlake::aws {

// A bucket, a key prefix and how to access them:
// s3://bucket/prefix?endpoint=URL&region=R&style=path|virtual&encryption=AES256|aws:kms&key=ARN
// &bucket_key=true|false&checksum=sha256|none.
// Parameters that the URI omits come from AWS's own settings (endpoint.h).
struct S3Location {
  std::string bucket;
  std::string prefix;    // without slashes at either end; "" is the whole bucket
  std::string region;    // default with a custom endpoint: us-east-1
  std::string endpoint;  // scheme and authority; "" is AWS
  bool path_style = false;
  std::string encryption;  // for writes; "": the bucket's default
  std::string kms_key;
  std::string bucket_key;  // "true": fewer requests to KMS; "": the bucket's default
  bool checksum = true;    // x-amz-checksum-sha256 with each write

  // The bucket's URL with a trailing slash: https://bucket.s3.eu-central-1.amazonaws.com/ or
  // http://127.0.0.1:9000/bucket/
  std::string BucketUrl() const;
  // s3://bucket/prefix
  std::string ToString() const;
};

// invalid_input: not an S3 URI, an unknown parameter, or no region.
Result<S3Location> ParseS3Location(const std::string& uri, const AwsContext& aws_context);

}  // namespace fxlake::aws
