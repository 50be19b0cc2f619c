// SPDX-License-Identifier: Apache-2.0
#include "fxlake/aws/role.h"

#include <map>
#include <pugixml.hpp>

#include "fxlake/aws/endpoint.h"
#include "fxlake/aws/service_error.h"
#include "fxlake/aws/signature.h"
#include "fxlake/aws/uri.h"

namespace fxlake::aws {

Result<Credentials> AssumeRole(const AwsContext& aws_context, const Credentials& with,
                               const RoleRequest& role) {
  const auto doing = "assuming role " + role.role_arn;
  const auto region = role.region.empty() ? "us-east-1" : role.region;
  std::map<std::string, std::string> form = {
      {"Action", "AssumeRole"},
      {"Version", "2011-06-15"},
      {"RoleArn", role.role_arn},
      {"RoleSessionName", role.session_name.empty() ? "fxlake-" + std::to_string(aws_context.random.Next())
                                                    : role.session_name}};
  if (!role.external_id.empty()) form["ExternalId"] = role.external_id;
  if (!role.duration_seconds.empty()) form["DurationSeconds"] = role.duration_seconds;
  env::HttpRequest request{.method = "POST",
                           .url = ServiceEndpoint(aws_context, "sts", region) + "/",
                           .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
                           .body = EncodeQuery(form)};
  Sign(request, with, {region, "sts"}, aws_context.clock.Now());
  ASSIGN_OR_RETURN(const auto answer, aws_context.http.Send(request).In(doing));
  if (answer.status != 200) return ErrorOf(answer).In(doing);
  pugi::xml_document document;
  document.load_buffer(answer.body.data(), answer.body.size());
  const auto given = document.child("AssumeRoleResponse").child("AssumeRoleResult").child("Credentials");
  Credentials credentials{.access_key_id = given.child_value("AccessKeyId"),
                          .secret_access_key = Secret(given.child_value("SecretAccessKey")),
                          .session_token = Secret(given.child_value("SessionToken"))};
  if (credentials.access_key_id.empty() || credentials.secret_access_key.empty())
    return Denied(doing + ": the response has no credentials");
  ASSIGN_OR_RETURN(credentials.expires, Instant::Parse(given.child_value("Expiration")).In(doing));
  return credentials;
}

}  // namespace fxlake::aws
