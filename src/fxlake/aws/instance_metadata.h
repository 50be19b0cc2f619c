// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/aws/aws_context.h"
#include "fxlake/base/result.h"

namespace fxlake::aws {

// What the instance metadata service (IMDSv2) of an EC2 machine has at a path. Waits a second for it, no
// longer. Errors: unavailable (this is no such machine), not_found.
Result<std::string> ReadInstanceMetadata(const AwsContext& aws_context, std::string_view path);

}  // namespace fxlake::aws
