// SPDX-License-Identifier: Apache-2.0
#include "fxlake/aws/json_service.h"

#include "fxlake/aws/endpoint.h"
#include "fxlake/aws/service_error.h"

namespace fxlake::aws {
namespace {

// These services report throttling with status 400.
env::RetryPolicy WithThrottling(env::RetryPolicy policy) {
  policy.also = [](const env::HttpResponse& response) {
    return response.status == 400 && ErrorOf(response).retryable();
  };
  return policy;
}

}  // namespace

JsonService::JsonService(JsonServiceName name, const std::string& region, const AwsContext& aws_context,
                         env::RetryPolicy policy)
    : name_(std::move(name)),
      url_(ServiceEndpoint(aws_context, name_.endpoint, region) + "/"),
      aws_context_(aws_context),
      credentials_(aws_context_),
      signing_(aws_context_.http, credentials_, aws_context_.clock, {region, name_.endpoint}),
      http_(signing_, aws_context_.clock, aws_context_.random, WithThrottling(std::move(policy))) {}

Result<Json> JsonService::Call(const std::string& operation, const Json& input) {
  const auto doing = "calling " + name_.endpoint + ":" + operation;
  const auto response = http_.Send({.method = "POST",
                                    .url = url_,
                                    .headers = {{"Content-Type", "application/x-amz-json-1.1"},
                                                {"X-Amz-Target", name_.target + "." + operation}},
                                    .body = input.Dump()});
  if (!response) return response.error().In(doing);
  if (response->status != 200) return ErrorOf(*response).In(doing);
  return Json::Parse(response->body).In(doing);
}

}  // namespace fxlake::aws
