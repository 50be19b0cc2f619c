// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "fxlake/aws/aws_context.h"
#include "fxlake/base/result.h"
#include "fxlake/env/object_store.h"

namespace fxlake::aws {

// The store that a URI names, the one place where this is decided: a folder's path, file://FOLDER, or
// s3://bucket/prefix with the parameters of S3Location. Opening asks nobody anything: credentials are looked
// for at the first request. invalid_input for another URI.
Result<std::unique_ptr<env::ObjectStore>> OpenStore(const std::string& uri, const AwsContext& aws_context);

bool IsS3(std::string_view uri);
// The folder that such a URI names; invalid_input when it names none.
Result<std::string> FolderOf(std::string_view uri);

}  // namespace fxlake::aws
