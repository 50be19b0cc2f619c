// SPDX-License-Identifier: Apache-2.0
// Credentials of the machine or container, from AWS's local endpoints.
#include <algorithm>
#include <iterator>

#include "fxlake/aws/credential_places.h"
#include "fxlake/aws/instance_metadata.h"
#include "fxlake/aws/uri.h"
#include "fxlake/base/json.h"
#include "fxlake/base/text.h"
#include "fxlake/env/local_files.h"

namespace fxlake::aws {
namespace {

constexpr std::string_view kContainerHost = "http://169.254.170.2";
constexpr std::chrono::milliseconds kContainerTimeout{5'000};

// Without TLS, the token is sent only to addresses of this machine.
bool MayBeFetched(const std::string& url) {
  const auto parts = SplitUrl(url);
  if (parts.scheme == "https") return true;
  auto host = parts.authority.substr(
      0, parts.authority.starts_with('[') ? parts.authority.find(']') + 1 : parts.authority.find(':'));
  static constexpr std::string_view kHere[] = {"localhost", "[::1]", "169.254.170.2", "169.254.170.23",
                                               "[fd00:ec2::23]"};
  return parts.scheme == "http" &&
         (host.starts_with("127.") || std::ranges::find(kHere, host) != std::end(kHere));
}

Result<std::string> ContainerToken(const AwsContext& aws_context) {
  const auto path = aws_context.Variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
  if (path.empty()) return aws_context.Variable("AWS_CONTAINER_AUTHORIZATION_TOKEN");
  const auto token = env::ReadFile(path);
  if (!token) return Denied("reading AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: " + token.error().message());
  return std::string(Trim(*token));
}

}  // namespace

Result<Credentials> ReadCredentialsJson(std::string_view text, const std::string& found_in) {
  const auto doing = "reading AWS credentials from the " + found_in;
  const auto json = Json::Parse(text);
  if (!json) return Denied(doing + ": the response is not JSON");
  const auto at = [&](const char* key) {
    const auto value = json->StringAt(key);
    return value ? *value : std::string();
  };
  if (const auto code = at("Code"); !code.empty() && code != "Success")
    return Denied(doing + ": it returned the code " + code);
  Credentials credentials{
      .access_key_id = at("AccessKeyId"),
      .secret_access_key = Secret(at("SecretAccessKey")),
      .session_token = Secret(json->Find("SessionToken") != nullptr ? at("SessionToken") : at("Token")),
      .found_in = found_in};
  if (credentials.access_key_id.empty() || credentials.secret_access_key.empty())
    return Denied(doing + ": the response has no AccessKeyId or SecretAccessKey");
  if (const auto expiration = at("Expiration"); !expiration.empty()) {
    ASSIGN_OR_RETURN(credentials.expires, Instant::Parse(expiration).In(doing));
  }
  return credentials;
}

Result<Found> FromContainer(const AwsContext& aws_context) {
  const auto relative = aws_context.Variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
  const auto url = relative.empty() ? aws_context.Variable("AWS_CONTAINER_CREDENTIALS_FULL_URI")
                                    : std::string(kContainerHost) + relative;
  if (url.empty()) {
    return Found{.missing =
                     "the container: neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor "
                     "AWS_CONTAINER_CREDENTIALS_FULL_URI is set"};
  }
  if (!MayBeFetched(url))
    return Denied(
        "fetching AWS credentials from the container endpoint: the URL is neither https nor a host of "
        "this machine");
  ASSIGN_OR_RETURN(const auto token, ContainerToken(aws_context));
  env::HttpRequest request{
      .url = url, .headers = {}, .body = "", .timeout = kContainerTimeout, .past_proxies = true};
  if (!token.empty()) request.headers.emplace_back("Authorization", token);
  const auto answer = aws_context.http.Send(request);
  if (!answer) return answer.error().In("fetching AWS credentials from the container endpoint");
  if (answer->status != 200)
    return Denied("fetching AWS credentials from the container endpoint: the response has status " +
                  std::to_string(answer->status));
  ASSIGN_OR_RETURN(auto credentials, ReadCredentialsJson(answer->body, "container endpoint"));
  return Found{.credentials = std::move(credentials)};
}

Result<Found> FromInstance(const AwsContext& aws_context) {
  if (aws_context.Variable("AWS_EC2_METADATA_DISABLED") == "true") {
    return Found{.missing = "the instance metadata: disabled by AWS_EC2_METADATA_DISABLED"};
  }
  constexpr std::string_view kRoles = "/latest/meta-data/iam/security-credentials/";
  const auto role = ReadInstanceMetadata(aws_context, kRoles);
  if (!role) return Found{.missing = "the instance metadata: " + role.error().message()};
  const auto text =
      ReadInstanceMetadata(aws_context, std::string(kRoles) + role->substr(0, role->find('\n')));
  if (!text) return text.error();
  ASSIGN_OR_RETURN(auto credentials, ReadCredentialsJson(*text, "instance metadata"));
  return Found{.credentials = std::move(credentials)};
}

}  // namespace fxlake::aws
