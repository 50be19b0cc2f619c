// SPDX-License-Identifier: Apache-2.0
#include "fxlake/aws/open_store.h"

#include "fxlake/aws/s3_store.h"
#include "fxlake/env/folder_store.h"

namespace fxlake::aws {
namespace {

constexpr std::string_view kFileScheme = "file://";

}  // namespace

bool IsS3(std::string_view uri) { return uri.starts_with("s3://"); }

Result<std::string> FolderOf(std::string_view uri) {
  auto folder = uri;
  if (folder.starts_with(kFileScheme)) folder.remove_prefix(kFileScheme.size());
  if (folder.empty()) return InvalidInput("opening the lake: its URI is empty");
  if (folder.contains("://"))
    return InvalidInput("opening the lake: not a folder, file:// URI or s3:// URI: " + std::string(uri));
  return std::string(folder);
}

Result<std::unique_ptr<env::ObjectStore>> OpenStore(const std::string& uri, const AwsContext& aws_context) {
  if (IsS3(uri)) {
    ASSIGN_OR_RETURN(auto location, ParseS3Location(uri, aws_context));
    return std::unique_ptr<env::ObjectStore>(std::make_unique<S3Store>(std::move(location), aws_context));
  }
  ASSIGN_OR_RETURN(const auto folder, FolderOf(uri));
  return std::unique_ptr<env::ObjectStore>(std::make_unique<env::FolderStore>(folder));
}

}  // namespace fxlake::aws
