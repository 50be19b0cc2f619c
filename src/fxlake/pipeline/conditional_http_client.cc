// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/conditional_http_client.h"

#include "fxlake/env/url.h"

namespace fxlake::pipeline {
namespace {

constexpr int kNotModified = 304;

}  // namespace

const lake::RawBody* ConditionalHttpClient::Known(const env::HttpRequest& request) const {
  if (!last_fetch_ || request.method != "GET") return nullptr;
  if (const auto found = redirected_.find(request.url); found != redirected_.end()) return found->second;
  for (const auto& body : last_fetch_->bodies) {
    const auto& facts = body.request;
    if (facts.method == "GET" && facts.url == request.url &&
        !(facts.etag.empty() && facts.last_modified.empty()))
      return &body;
  }
  return nullptr;
}

Result<env::HttpResponse> ConditionalHttpClient::Send(const env::HttpRequest& request) {
  const auto* known = Known(request);
  if (known == nullptr) return client_.Send(request);
  const auto& facts = known->request;
  auto conditional = request;
  if (!facts.etag.empty()) conditional.headers.emplace_back("If-None-Match", facts.etag);
  if (!facts.last_modified.empty())
    conditional.headers.emplace_back("If-Modified-Since", facts.last_modified);
  auto response = client_.Send(conditional);
  if (!response) return response;
  if (const auto& location = response->Header("location");
      response->status != kNotModified && !location.empty())
    redirected_[env::ResolveUrl(request.url, location)] = known;
  if (response->status != kNotModified) return response;
  ASSIGN_OR_RETURN(auto bytes,
                   raw_.ReadBody(*known).In("reading the stored response, which has not changed"));
  return env::HttpResponse{.status = 200,
                           .headers = {{"content-type", facts.content_type},
                                       {"etag", facts.etag},
                                       {"last-modified", facts.last_modified}},
                           .body = std::move(bytes),
                           .mask = std::move(response->mask)};
}

}  // namespace fxlake::pipeline
