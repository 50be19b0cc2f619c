// SPDX-License-Identifier: Apache-2.0
#include "fxlake/aws/open_store.h"

#include <filesystem>

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

Result<std::string> RootOf(const std::string& uri, const AwsContext& aws_context) {
  if (IsS3(uri)) {
    ASSIGN_OR_RETURN(const auto location, ParseS3Location(uri, aws_context));
    return location.ToString();
  }
  ASSIGN_OR_RETURN(const auto folder, FolderOf(uri));
  std::error_code error;
  auto root = std::filesystem::weakly_canonical(std::filesystem::absolute(folder, error), error).string();
  if (error) return InvalidInput("finding the folder " + folder + ": " + error.message());
  while (root.size() > 1 && root.ends_with('/')) root.pop_back();
  return root;
}

Result<std::map<std::string, std::string>> FileAccessOf(const std::string& uri,
                                                        const AwsContext& aws_context) {
  std::map<std::string, std::string> properties;
  if (!IsS3(uri)) return properties;
  ASSIGN_OR_RETURN(const auto location, ParseS3Location(uri, aws_context));
  properties["client.region"] = location.region;
  properties["s3.region"] = location.region;
  if (!location.endpoint.empty()) properties["s3.endpoint"] = location.endpoint;
  properties["s3.path-style-access"] = location.path_style ? "true" : "false";
  return properties;
}

}  // namespace fxlake::aws
