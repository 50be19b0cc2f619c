// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/request/fetch.h"

#include <fmt/format.h>

#include <charconv>
#include <functional>

#include "fxlake/env/cookie_http_client.h"
#include "fxlake/env/redirecting_http_client.h"
#include "fxlake/env/url.h"
#include "fxlake/sources/request/read_lists.h"
#include "fxlake/sources/request/send_request.h"

namespace fxlake::sources {
namespace {

constexpr int kMostPages = 10'000;

using Bodies = std::vector<lake::FetchedBody>;

using Mask = std::function<std::string(std::string)>;

// Returns the function that masks secrets in texts of the stored body.
Result<Mask> Request(env::HttpClient& http, const PlannedRequest& request, Bodies& bodies) {
  ASSIGN_OR_RETURN(auto response, SendRequest(http, request.http));
  lake::FetchedBody body{request.facts, std::move(response.body), request.extension};
  body.request.content_type = response.Header("content-type");
  body.request.etag = response.Header("etag");
  body.request.last_modified = response.Header("last-modified");
  bodies.push_back(std::move(body));
  return response.mask ? std::move(response.mask) : Mask([](std::string text) { return text; });
}

Result<int> NumberIn(std::string_view text) {
  int number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || stop != text.data() + text.size())
    return InvalidInput(fmt::format("expected a number of pages, not \"{}\"", text));
  return number;
}

// A link as written in HTML or JSON.
std::string PlainLink(std::string_view text) {
  std::string link;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("\\/")) continue;
    link += text[i];
    if (text.substr(i).starts_with("&amp;")) i += 4;
  }
  return link;
}

// The request for the page after the `count`th; nullopt after the last page.
Result<std::optional<PlannedRequest>> NextPage(const PlannedRequest& first, const PlannedRequest& now,
                                               const std::string& page, const Mask& mask, int count) {
  const auto& paging = *first.endpoint->paging;
  if (paging.next || paging.cursor) {
    const auto found = (paging.next ? paging.next : paging.cursor)->Find(page);
    if (!found || found->empty() || *found == "null") return std::nullopt;
    if (paging.cursor) return PageOf(first, mask(std::string(*found)));
    auto request = now;
    ASSIGN_OR_RETURN(request.http,
                     env::RequestFor(first.http, env::ResolveUrl(now.http.url, mask(PlainLink(*found)))));
    request.facts.url = request.http.url;
    return request;
  }
  bool has_next = paging.more && paging.more->IsIn(page);
  if (!paging.more) {
    const auto found = (paging.last ? paging.last : paging.total)->Find(page);
    if (!found) return std::nullopt;
    ASSIGN_OR_RETURN(const auto number, NumberIn(*found));
    has_next = paging.last ? paging.first + count * paging.step <= number : count * paging.size < number;
  }
  if (!has_next) return std::nullopt;
  return PageOf(first, std::to_string(paging.first + count * paging.step));
}

Result<void> FetchPages(env::HttpClient& http, const PlannedRequest& first, Bodies& bodies) {
  ASSIGN_OR_RETURN(auto mask, Request(http, first, bodies));
  if (!first.endpoint->paging) return {};
  auto request = first;
  for (int count = 1; count < kMostPages; ++count) {
    ASSIGN_OR_RETURN(auto next, NextPage(first, request, bodies.back().bytes, mask, count));
    if (!next) return {};
    request = *std::move(next);
    ASSIGN_OR_RETURN(mask, Request(http, request, bodies));
  }
  return InvalidInput(fmt::format("{} {}: the pages do not end", first.http.method, first.http.url));
}

Result<Bodies> CarryOut(env::HttpClient& http, const Plan& plan) {
  Bodies bodies;
  Result<void> missing;
  // Only the cookies of these responses matter.
  for (const auto& url : plan.prior_urls) static_cast<void>(http.Send({.url = url}));
  for (const auto& request : plan.requests) {
    const auto requested = FetchPages(http, request, bodies);
    if (!requested &&
        !(request.endpoint->not_found_is_empty && requested.error().kind() == ErrorKind::not_found))
      return requested.error();
    if (!requested) missing = requested;
  }
  if (bodies.empty() && !missing) return missing.error();
  return bodies;
}

}  // namespace

Result<Bodies> Fetch(env::HttpClient& client, const Spec& spec,
                     const std::map<std::string, std::string>& parameters, const RequestedRange& range) {
  env::CookieHttpClient cookies(client);
  env::RedirectingHttpClient http(cookies);
  ASSIGN_OR_RETURN(const auto lists, ReadLists(http, spec, parameters, range));
  ASSIGN_OR_RETURN(const auto plans, MakePlans(spec, parameters, range, lists));
  Result<Bodies> outcome = NotFound("there is no plan");
  for (const auto& plan : plans) {
    outcome = CarryOut(http, plan).In(fmt::format("fetching endpoint \"{}\"", plan.endpoint));
    if (outcome || outcome.error().kind() != ErrorKind::not_found) return outcome;
  }
  return outcome;
}

}  // namespace fxlake::sources
