// SPDX-License-Identifier: Apache-2.0
#include "fxlake/aws/s3_location.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "fxlake/aws/endpoint.h"
#include "fxlake/aws/uri.h"
#include "fxlake/base/nearest.h"
#include "fxlake/base/percent_encoding.h"
#include "fxlake/env/object_store.h"

namespace fxlake::aws {
namespace {

constexpr std::array<std::string_view, 7> kParameters = {"endpoint", "region",     "style",   "encryption",
                                                         "key",      "bucket_key", "checksum"};

constexpr std::size_t kShortestName = 3, kLongestName = 63;

Result<void> CheckBucketName(std::string_view name) {
  constexpr std::string_view kForm = "not in the format s3://bucket/prefix";
  // The text before an @ may be a secret.
  if (name.empty() || name.contains('@')) return InvalidInput(std::string(kForm));
  const auto wrong = [&](const std::string& why) {
    return InvalidInput(fmt::format("{}: the bucket's name \"{}\" {}", kForm, name, why));
  };
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  };
  if (!std::ranges::all_of(name, allowed))
    return wrong("has characters other than lower-case letters, digits, - and .");
  if (name.size() < kShortestName || name.size() > kLongestName)
    return wrong(
        fmt::format("has {} characters; S3 allows {} to {}", name.size(), kShortestName, kLongestName));
  if (name.starts_with('.') || name.ends_with('.') || name.contains(".."))
    return wrong("begins or ends with a dot, or has two dots in a row");
  return {};
}

bool IsEndpoint(std::string_view url) {
  const auto parts = SplitUrl(url);
  return (parts.scheme == "http" || parts.scheme == "https") && !parts.authority.empty() &&
         parts.path.empty() && parts.query.empty() && !parts.authority.contains('@');
}

struct Wanted {
  S3Location location;
  std::string style;
};

Result<void> Set(std::string_view name, std::string value, Wanted& wanted) {
  auto& location = wanted.location;
  if (name == "endpoint") {
    while (value.ends_with('/')) value.pop_back();
    location.endpoint = std::move(value);
  } else if (name == "region") {
    location.region = std::move(value);
  } else if (name == "style") {
    if (value != "path" && value != "virtual")
      return InvalidInput("style must be path or virtual, not \"" + value + "\"");
    wanted.style = std::move(value);
  } else if (name == "encryption") {
    if (value != "AES256" && value != "aws:kms" && value != "aws:kms:dsse")
      return InvalidInput("encryption must be AES256 or aws:kms");
    location.encryption = std::move(value);
  } else if (name == "key") {
    location.kms_key = std::move(value);
  } else if (name == "bucket_key") {
    if (value != "true" && value != "false") return InvalidInput("bucket_key must be true or false");
    location.bucket_key = std::move(value);
  } else if (name == "checksum") {
    if (value != "sha256" && value != "none")
      return InvalidInput("checksum must be sha256 or none, not \"" + value + "\"");
    location.checksum = value == "sha256";
  } else {
    return InvalidInput("unknown parameter \"" + std::string(name) + "\"" + DidYouMean(name, kParameters));
  }
  return {};
}

Result<Wanted> Read(const std::string& uri) {
  const auto parts = SplitUrl(uri);
  Wanted wanted;
  auto& location = wanted.location;
  location.bucket = parts.authority;
  if (parts.scheme != "s3") return InvalidInput("not in the format s3://bucket/prefix");
  RETURN_IF_ERROR(CheckBucketName(location.bucket));
  auto prefix = parts.path;
  while (prefix.starts_with('/')) prefix.remove_prefix(1);
  while (prefix.ends_with('/')) prefix.remove_suffix(1);
  location.prefix = prefix;
  if (!prefix.empty()) RETURN_IF_ERROR(env::CheckKey(prefix));
  auto query = parts.query;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto parameter = query.substr(0, end);
    const auto equal = std::min(parameter.find('='), parameter.size());
    RETURN_IF_ERROR(Set(parameter.substr(0, equal),
                        PercentDecode(parameter.substr(std::min(equal + 1, parameter.size()))), wanted));
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  if (!location.encryption.starts_with("aws:kms") &&
      !(location.kms_key.empty() && location.bucket_key.empty()))
    return InvalidInput("key and bucket_key require encryption=aws:kms");
  return wanted;
}

}  // namespace

Result<S3Location> ParseS3Location(const std::string& uri, const AwsContext& aws_context) {
  // The text before an @ may be a secret.
  const auto doing = "opening " + (uri.contains('@') ? "s3://..." : uri);
  ASSIGN_OR_RETURN(auto wanted, Read(uri).In(doing));
  auto& location = wanted.location;
  if (location.endpoint.empty()) location.endpoint = CustomEndpoint(aws_context, "s3");
  if (!location.endpoint.empty() && !IsEndpoint(location.endpoint))
    return InvalidInput(doing + ": the endpoint is not in the format https://host:port");
  if (location.region.empty()) {
    ASSIGN_OR_RETURN(location.region, ConfiguredRegion(aws_context).In(doing));
  }
  if (location.region.empty() && !location.endpoint.empty()) location.region = "us-east-1";
  if (location.region.empty())
    return InvalidInput(doing + ": the region is unknown: set AWS_REGION, or write s3://" + location.bucket +
                        "/...?region=REGION");
  // A name with a dot would not match the certificate of *.s3.<region>.amazonaws.com.
  location.path_style = wanted.style.empty() ? !location.endpoint.empty() || location.bucket.contains('.')
                                             : wanted.style == "path";
  return location;
}

std::string S3Location::BucketUrl() const {
  const auto base = endpoint.empty() ? "https://s3." + region + "." + DomainOf(region) : endpoint;
  if (path_style) return base + "/" + bucket + "/";
  const auto host = base.find("://") + 3;
  return base.substr(0, host) + bucket + "." + base.substr(host) + "/";
}

std::string S3Location::ToString() const { return "s3://" + bucket + (prefix.empty() ? "" : "/" + prefix); }

}  // namespace fxlake::aws
