// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cloud/runtime_api.h"

#include <charconv>

#include "fxlake/base/excerpt.h"

namespace fxlake::cloud {

using namespace std::chrono_literals;

Json ToLambda(const Error& error) {
  return JsonObject({{"errorMessage", error.message()},
                     {"errorType", TraitsOf(error.kind()).asl_name},
                     {"stackTrace", Json::EmptyArray()}});
}

RuntimeApi::RuntimeApi(env::HttpClient& http, std::string_view address)
    : http_(http), root_("http://" + std::string(address) + "/2018-06-01/runtime") {}

Result<Invocation> RuntimeApi::Next() {
  const std::string_view doing = "waiting for an invocation";
  ASSIGN_OR_RETURN(
      auto response,
      http_.Send({.url = root_ + "/invocation/next", .timeout = 0ms, .past_proxies = true}).In(doing));
  if (response.status != 200)
    return Internal(std::string(doing) + ": the Runtime API returned the status " +
                    std::to_string(response.status));
  Invocation invocation{.request_id = response.Header("lambda-runtime-aws-request-id"),
                        .event = std::move(response.body),
                        .deadline = {},
                        .trace = response.Header("lambda-runtime-trace-id")};
  if (invocation.request_id.empty())
    return Internal(std::string(doing) + ": the invocation has no request id");
  const auto& deadline = response.Header("lambda-runtime-deadline-ms");
  std::int64_t millis = 0;
  const auto [end, error] = std::from_chars(deadline.data(), deadline.data() + deadline.size(), millis);
  if (error != std::errc() || end != deadline.data() + deadline.size()) {
    return Internal(std::string(doing) + ": the deadline is not a number of milliseconds: \"" + deadline +
                    "\"");
  }
  invocation.deadline = Instant::FromMicros(millis * 1000);
  return invocation;
}

Result<void> RuntimeApi::Respond(const Invocation& invocation, const Json& answer) {
  return Post("/invocation/" + invocation.request_id + "/response", answer, "");
}

Result<void> RuntimeApi::Fail(const Invocation& invocation, const Error& error) {
  return Post("/invocation/" + invocation.request_id + "/error", ToLambda(error),
              TraitsOf(error.kind()).asl_name);
}

Result<void> RuntimeApi::FailInitialization(const Error& error) {
  return Post("/init/error", ToLambda(error), TraitsOf(error.kind()).asl_name);
}

Result<void> RuntimeApi::Post(const std::string& path, const Json& body, std::string_view error_type) {
  env::HttpRequest request{.method = "POST", .url = root_ + path, .body = body.Dump(), .past_proxies = true};
  request.headers = {{"Content-Type", "application/json"}};
  if (!error_type.empty()) request.headers.emplace_back("Lambda-Runtime-Function-Error-Type", error_type);
  ASSIGN_OR_RETURN(const auto response, http_.Send(request).In("sending the response of an invocation"));
  if (response.status == 202) return {};
  const auto fact = "the Runtime API returned the status " + std::to_string(response.status) + ": " +
                    std::string(Excerpt(response.body, 200));
  return response.status == 413 ? InvalidInput("sending the response of an invocation: the response has " +
                                               std::to_string(request.body.size()) + " bytes; " + fact)
                                : Internal("sending the response of an invocation: " + fact);
}

}  // namespace fxlake::cloud
