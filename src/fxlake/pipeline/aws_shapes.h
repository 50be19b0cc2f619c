// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/asl/expression/failure.h"
#include "fxlake/base/instant.h"
#include "fxlake/base/json.h"

// What the answers of several AWS services have in common.
namespace fxlake::pipeline {

// {"ARN": ".. : .. :name" or "name"}: the name at the end of an ARN; of a function without its version or
// alias.
std::string NameInArn(std::string_view arn_or_name, std::string_view resource_type);

// The text at a key of a task's parameters; States.Runtime when it is missing, as AWS answers.
asl::Evaluated<std::string> TextParameter(const Json& parameters, std::string_view key);

// The answer's SdkHttpMetadata and SdkResponseMetadata.
void AddSdkMetadata(Json& answer, const std::string& request_id);

// Milliseconds since 1970, as the optimised integrations give times.
Json EpochMillis(Instant at);

}  // namespace fxlake::pipeline
