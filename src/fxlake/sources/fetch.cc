// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/fetch.h"

#include <fmt/format.h>

#include "fxlake/sources/read.h"

namespace fxlake::sources {
namespace {

Error StatusError(const PlannedRequest& request, const env::HttpResponse& response) {
  const auto message = fmt::format("{} {}: the answer has status {}", request.http.method, request.http.url, response.status);
  switch (response.status) {
    case 401:
    case 403: return Denied(message);
    case 404:
    case 410: return NotFound(message);
    case 429: return Throttled(message);
    default: return response.status >= 500 ? Unavailable(message) : InvalidInput(message);
  }
}

Result<std::vector<lake::FetchedBody>> CarryOut(env::HttpClient& http, const Plan& plan) {
  std::vector<lake::FetchedBody> bodies;
  for (const auto& request : plan.requests) {
    auto http_request = request.http;
    http_request.max_bytes = kMaxBodyBytes;
    ASSIGN_OR_RETURN(auto response, http.Send(http_request));
    if (response.status < 200 || response.status > 299) return StatusError(request, response);
    lake::FetchedBody body{request.facts, std::move(response.body), request.extension};
    body.request.content_type = response.Header("content-type");
    bodies.push_back(std::move(body));
  }
  return bodies;
}

}  // namespace

Result<std::vector<lake::FetchedBody>> Fetch(env::HttpClient& http, const std::vector<Plan>& plans) {
  Result<std::vector<lake::FetchedBody>> outcome = NotFound("there is no plan");
  for (const auto& plan : plans) {
    outcome = CarryOut(http, plan).In(fmt::format("asking endpoint \"{}\"", plan.endpoint));
    if (outcome || outcome.error().kind() != ErrorKind::not_found) return outcome;
  }
  return outcome;
}

}  // namespace fxlake::sources
