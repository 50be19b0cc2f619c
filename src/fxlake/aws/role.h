// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/aws/credentials.h"

namespace fxlake::aws {

struct RoleRequest {
  std::string role_arn;
  std::string session_name;      // "": one is made
  std::string external_id;       // "": none
  std::string duration_seconds;  // "": an hour
  std::string region;            // whose STS is asked; "": us-east-1
};

// Temporary credentials of a role (STS AssumeRole), asked for with those of somebody who may take it on.
// Errors: denied, unavailable, throttled, as the service says.
Result<Credentials> AssumeRole(const AwsContext& aws_context, const Credentials& with,
                               const RoleRequest& role);

}  // namespace fxlake::aws
