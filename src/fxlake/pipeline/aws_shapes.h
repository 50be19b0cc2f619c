// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/asl/expression/failure.h"
#include "fxlake/base/instant.h"
#include "fxlake/base/json.h"

// Elements that responses of several AWS services share.
namespace fxlake::pipeline {

// The resource name at the end of an ARN, or a plain name; for a function, without version or alias.
std::string NameInArn(std::string_view arn_or_name, std::string_view resource_type);

// A text parameter of a task; States.Runtime when it is missing, as AWS responds.
asl::Evaluated<std::string> TextParameter(const Json& parameters, std::string_view key);

// Adds SdkHttpMetadata and SdkResponseMetadata to a response.
void AddSdkMetadata(Json& answer, const std::string& request_id);

// Milliseconds since 1970, the time format of optimized integrations.
Json EpochMillis(Instant at);

}  // namespace fxlake::pipeline
