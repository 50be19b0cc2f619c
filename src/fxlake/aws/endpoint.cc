// SPDX-License-Identifier: Apache-2.0
#include "fxlake/aws/endpoint.h"

#include <algorithm>

#include "fxlake/aws/profile.h"

namespace fxlake::aws {

Result<std::string> ConfiguredRegion(const AwsContext& aws_context) {
  for (const char* variable : {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
    if (auto region = aws_context.Variable(variable); !region.empty()) return region;
  }
  ASSIGN_OR_RETURN(const auto profile, ReadProfile(aws_context, ProfileName(aws_context)));
  return profile.At("region");
}

std::string CustomEndpoint(const AwsContext& aws_context, const std::string& service) {
  std::string variable = "AWS_ENDPOINT_URL_" + service;
  std::ranges::transform(variable, variable.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  auto endpoint = aws_context.Variable(variable.c_str());
  if (endpoint.empty()) endpoint = aws_context.Variable("AWS_ENDPOINT_URL");
  if (endpoint.empty()) {
    const auto profile = ReadProfile(aws_context, ProfileName(aws_context));
    if (profile) endpoint = profile->At("endpoint_url");
  }
  while (endpoint.ends_with('/')) endpoint.pop_back();
  return endpoint;
}

std::string DomainOf(const std::string& region) {
  return region.starts_with("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
}

std::string ServiceEndpoint(const AwsContext& aws_context, const std::string& service,
                            const std::string& region) {
  auto custom = CustomEndpoint(aws_context, service);
  return custom.empty() ? "https://" + service + "." + region + "." + DomainOf(region) : custom;
}

}  // namespace fxlake::aws
