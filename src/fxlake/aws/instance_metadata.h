// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/aws/aws_context.h"
#include "fxlake/base/result.h"

namespace fxlake::aws {

// Reads a path of the EC2 instance metadata service (IMDSv2), with a time-out of one second. Errors:
// unavailable (not an EC2 instance), not_found.
Result<std::string> ReadInstanceMetadata(const AwsContext& aws_context, std::string_view path);

}  // namespace fxlake::aws
