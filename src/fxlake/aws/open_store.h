// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "fxlake/aws/aws_context.h"
#include "fxlake/base/result.h"
#include "fxlake/env/object_store.h"

namespace fxlake::aws {

// Opens the store that a URI names: a folder path, file://FOLDER, or s3://bucket/prefix with the parameters
// of S3Location. No other code maps URIs to stores. Opening sends no request; credentials are resolved at the
// first one. invalid_input for another URI.
Result<std::unique_ptr<env::ObjectStore>> OpenStore(const std::string& uri, const AwsContext& aws_context);

// What others call the place that such a URI names: an absolute folder without symbolic links, or
// s3://bucket/prefix.
Result<std::string> RootOf(const std::string& uri, const AwsContext& aws_context);

// What an engine outside has to be told to reach the files there, besides its credentials, as Iceberg names
// such properties: region and endpoint of a bucket; nothing of a folder.
Result<std::map<std::string, std::string>> FileAccessOf(const std::string& uri,
                                                        const AwsContext& aws_context);

bool IsS3(std::string_view uri);
// The folder that the URI names; invalid_input when it is not a folder.
Result<std::string> FolderOf(std::string_view uri);

}  // namespace fxlake::aws
