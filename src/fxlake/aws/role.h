// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/aws/credentials.h"

namespace fxlake::aws {

struct RoleRequest {
  std::string role_arn;
  std::string session_name;      // "": generated
  std::string external_id;       // "": none
  std::string duration_seconds;  // "": one hour
  std::string region;            // region of the STS endpoint; "": us-east-1
};

// Temporary credentials of a role (STS AssumeRole), requested with the credentials `with`. Errors: denied,
// unavailable, throttled, as the service reports.
Result<Credentials> AssumeRole(const AwsContext& aws_context, const Credentials& with,
                               const RoleRequest& role);

}  // namespace fxlake::aws
