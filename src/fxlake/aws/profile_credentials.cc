// SPDX-License-Identifier: Apache-2.0
// Credentials from environment variables and from the shared files: keys, credential_process, roles.
#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <vector>

#include "fxlake/aws/credential_places.h"
#include "fxlake/aws/profile.h"
#include "fxlake/aws/role.h"

namespace fxlake::aws {
namespace {

constexpr std::size_t kMostProfiles = 8;  // in a chain of source_profile
constexpr std::size_t kMostProcessBytes = 64 << 10;

// The output is a secret, so no message contains it.
Result<Credentials> QueryProcess(const std::string& command, const std::string& found_in) {
  const auto doing = "running the credential_process of " + found_in;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(
      ::popen(command.c_str(), "re"),  // NOLINT(bugprone-command-processor): the profile says a command line
      [](std::FILE* file) { return ::pclose(file); });
  if (!pipe) return Denied(doing + ": it cannot be started");
  std::string output(kMostProcessBytes, '\0');
  output.resize(std::fread(output.data(), 1, output.size(), pipe.get()));
  if (output.empty()) return Denied(doing + ": it printed nothing");
  return ReadCredentialsJson(output, "credential_process of " + found_in);
}

Result<Credentials> FromSource(const AwsContext& aws_context, const std::string& source,
                               const std::string& of) {
  const auto look = source == "Environment"           ? FromEnvironment
                    : source == "Ec2InstanceMetadata" ? FromInstance
                    : source == "EcsContainer"        ? FromContainer
                                                      : nullptr;
  if (look == nullptr)
    return InvalidInput(
        fmt::format("{}: credential_source must be Environment, Ec2InstanceMetadata or EcsContainer", of));
  ASSIGN_OR_RETURN(auto found, look(aws_context));
  if (!found.credentials)
    return Denied(fmt::format("{}: its credential_source has no credentials: {}", of, found.missing));
  return std::move(*found.credentials);
}

Result<Found> FromNamed(const AwsContext& aws_context, const std::string& name,
                        std::vector<std::string> before);

Result<Found> FromRole(const AwsContext& aws_context, const Profile& profile, const std::string& of,
                       std::vector<std::string> before) {
  if (!profile.At("mfa_serial").empty())
    return Denied(of + ": its role requires a code (mfa_serial), which cannot be entered here");
  const auto source_profile = profile.At("source_profile");
  Result<Credentials> base = Denied(of + ": role_arn without source_profile or credential_source");
  if (!profile.At("credential_source").empty())
    base = FromSource(aws_context, profile.At("credential_source"), of);
  if (!source_profile.empty()) {
    before.push_back(profile.name);
    ASSIGN_OR_RETURN(auto found, FromNamed(aws_context, source_profile, before));
    base = found.credentials ? Result<Credentials>(std::move(*found.credentials))
                             : Result<Credentials>(Denied(fmt::format(
                                   "{}: its source_profile has no credentials: {}", of, found.missing)));
  }
  if (!base) return base.error();
  const auto region = aws_context.Variable("AWS_REGION");
  ASSIGN_OR_RETURN(auto credentials, AssumeRole(aws_context, *base,
                                                {.role_arn = profile.At("role_arn"),
                                                 .session_name = profile.At("role_session_name"),
                                                 .external_id = profile.At("external_id"),
                                                 .duration_seconds = profile.At("duration_seconds"),
                                                 .region = region.empty() ? profile.At("region") : region}));
  credentials.found_in = of;
  return Found{.credentials = std::move(credentials)};
}

Result<Found> FromNamed(const AwsContext& aws_context, const std::string& name,
                        std::vector<std::string> before) {
  ASSIGN_OR_RETURN(const auto profile, ReadProfile(aws_context, name));
  const auto of = fmt::format("profile \"{}\"", name);
  if (!profile.exists) return Found{.missing = fmt::format("{}: not in {}", of, profile.files)};
  if (before.size() > kMostProfiles)
    return InvalidInput(of + ": too many nested profiles, or source_profile refers to itself");
  const bool has_keys = !profile.At("aws_access_key_id").empty();
  // A profile may name itself as the source of its role's credentials.
  const bool again = !before.empty() && before.back() == name;
  if (!profile.At("role_arn").empty() && !again) {
    if (!profile.At("web_identity_token_file").empty())
      return Denied(of + ": web_identity_token_file is not supported");
    return FromRole(aws_context, profile, of, std::move(before));
  }
  if (has_keys) {
    Credentials credentials{.access_key_id = profile.At("aws_access_key_id"),
                            .secret_access_key = Secret(profile.At("aws_secret_access_key")),
                            .session_token = Secret(profile.At("aws_session_token")),
                            .found_in = of};
    if (credentials.secret_access_key.empty())
      return Denied(of + ": aws_access_key_id without aws_secret_access_key");
    return Found{.credentials = std::move(credentials)};
  }
  if (!profile.At("credential_process").empty()) {
    ASSIGN_OR_RETURN(auto credentials, QueryProcess(profile.At("credential_process"), of));
    return Found{.credentials = std::move(credentials)};
  }
  if (!profile.At("sso_session").empty() || !profile.At("sso_start_url").empty()) {
    return Denied(
        of +
        ": single sign-on is not supported; \"aws configure export-credentials --format env\" prints "
        "credentials to use");
  }
  return Found{.missing = fmt::format("{}: no keys, role or credential_process in {}", of, profile.files)};
}

}  // namespace

Result<Found> FromEnvironment(const AwsContext& aws_context) {
  Credentials credentials{.access_key_id = aws_context.Variable("AWS_ACCESS_KEY_ID"),
                          .secret_access_key = Secret(aws_context.Variable("AWS_SECRET_ACCESS_KEY")),
                          .session_token = Secret(aws_context.Variable("AWS_SESSION_TOKEN")),
                          .found_in = "environment"};
  const bool id = !credentials.access_key_id.empty(), secret = !credentials.secret_access_key.empty();
  if (id && secret) return Found{.credentials = std::move(credentials)};
  if (id != secret) {
    return Denied(fmt::format("looking for AWS credentials: {} is set, {} is not",
                              id ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY",
                              id ? "AWS_SECRET_ACCESS_KEY" : "AWS_ACCESS_KEY_ID"));
  }
  return Found{.missing = "the environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set"};
}

Result<Found> FromProfile(const AwsContext& aws_context) {
  const auto name = ProfileName(aws_context);
  ASSIGN_OR_RETURN(auto found, FromNamed(aws_context, name, {}));
  // A profile that was selected by name must exist.
  if (!found.credentials && name != "default") return Denied("looking for AWS credentials: " + found.missing);
  return found;
}

}  // namespace fxlake::aws
