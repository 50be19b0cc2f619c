// SPDX-License-Identifier: Apache-2.0
#include "fxlake/aws/instance_metadata.h"

namespace fxlake::aws {
namespace {

constexpr std::chrono::milliseconds kTimeout{1'000};

Result<std::string> SendRequest(const AwsContext& aws_context, std::string method, std::string_view path,
                                std::string header, const std::string& value) {
  const auto set = aws_context.Variable("AWS_EC2_METADATA_SERVICE_ENDPOINT");
  auto endpoint = set.empty() ? "http://169.254.169.254" : set;
  if (endpoint.ends_with('/')) endpoint.pop_back();
  env::HttpRequest request{.method = std::move(method),
                           .url = endpoint + std::string(path),
                           .headers = {{std::move(header), value}},
                           .body = "",
                           .timeout = kTimeout,
                           .past_proxies = true};
  const auto answer = aws_context.http.Send(request);
  if (!answer) return Unavailable("no response from " + endpoint);
  if (answer->status == 404) return NotFound("nothing at " + endpoint + std::string(path));
  if (answer->status != 200)
    return Unavailable("status " + std::to_string(answer->status) + " at " + endpoint + std::string(path));
  return answer->body;
}

}  // namespace

Result<std::string> ReadInstanceMetadata(const AwsContext& aws_context, std::string_view path) {
  ASSIGN_OR_RETURN(const auto token, SendRequest(aws_context, "PUT", "/latest/api/token",
                                                 "X-aws-ec2-metadata-token-ttl-seconds", "300"));
  return SendRequest(aws_context, "GET", path, "X-aws-ec2-metadata-token", token);
}

}  // namespace fxlake::aws
