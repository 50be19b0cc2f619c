// SPDX-License-Identifier: Apache-2.0
#include "fxlake/aws/glue_catalog.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace fxlake::aws {
namespace {

constexpr int kAttempts = 10;
constexpr const char* kLocation = "metadata_location";
constexpr const char* kPrevious = "previous_metadata_location";

// What GetTable tells and UpdateTable takes.
constexpr std::array kInputFields = {"Name",
                                     "Description",
                                     "Owner",
                                     "Retention",
                                     "PartitionKeys",
                                     "StorageDescriptor",
                                     "ViewOriginalText",
                                     "ViewExpandedText",
                                     "TableType",
                                     "Parameters"};

std::string FolderOf(const std::string& location) { return location.substr(0, location.rfind('/') + 1); }

// 7 of s3://bucket/tables/exchange_rates/metadata/v7.metadata.json; 0 of another name.
std::uint64_t VersionOf(const std::string& location) {
  const auto name = location.substr(location.rfind('/') + 1);
  std::uint64_t version = 0;
  if (name.starts_with('v')) std::from_chars(name.data() + 1, name.data() + name.size(), version);
  return version;
}

bool IsLost(const Error& error) {
  const auto& message = error.message();
  return error.kind() == ErrorKind::conflict || message.contains("ConcurrentModificationException") ||
         message.contains("VersionMismatchException");
}

}  // namespace

GlueCatalog::GlueCatalog(std::string database, const std::string& region, const AwsContext& aws_context,
                         env::RetryPolicy policy)
    : database_(std::move(database)), glue_({"glue", "AWSGlue"}, region, aws_context, std::move(policy)) {}

// False when another was first.
Result<bool> GlueCatalog::TryOnce(const std::string& table, const std::string& metadata_location,
                                  std::uint64_t version) {
  ASSIGN_OR_RETURN(const auto answer,
                   glue_.Call("GetTable", JsonObject({{"DatabaseName", database_}, {"Name", table}})));
  const auto* known = answer.Find("Table");
  if (known == nullptr) return Unavailable("calling glue:GetTable: the answer has no table");
  const auto* known_parameters = known->Find("Parameters");
  auto parameters =
      known_parameters != nullptr && known_parameters->is_object() ? *known_parameters : Json::EmptyObject();
  const auto* pointer = parameters.Find(kLocation);
  const auto before = pointer != nullptr && pointer->is_string() ? pointer->string() : std::string();
  if (FolderOf(before) == FolderOf(metadata_location) && VersionOf(before) >= version) return true;
  parameters.Set(kLocation, metadata_location);
  if (!before.empty()) parameters.Set(kPrevious, before);
  auto input = Json::EmptyObject();
  for (const auto* field : kInputFields) {
    if (const auto* value = known->Find(field)) input.Set(field, *value);
  }
  input.Set("Parameters", std::move(parameters));
  auto request =
      JsonObject({{"DatabaseName", database_}, {"TableInput", std::move(input)}, {"SkipArchive", true}});
  if (const auto* version_id = known->Find("VersionId")) request.Set("VersionId", *version_id);
  const auto updated = glue_.Call("UpdateTable", request);
  if (!updated && IsLost(updated.error())) return false;
  if (!updated) return updated.error();
  return true;
}

Result<void> GlueCatalog::Point(const std::string& table, const std::string& metadata_location,
                                std::uint64_t version) {
  const auto doing = "moving the pointer of the Glue table " + database_ + "." + table;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    ASSIGN_OR_RETURN(const bool done, TryOnce(table, metadata_location, version).In(doing));
    if (done) return {};
  }
  return Conflict(doing + ": others were first, again and again");
}

}  // namespace fxlake::aws
