// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/fetch.h"

#include <fmt/format.h>

#include <charconv>

#include "fxlake/sources/ask.h"
#include "fxlake/sources/read_lists.h"

namespace fxlake::sources {
namespace {

constexpr int kMostPages = 10'000;

using Bodies = std::vector<lake::FetchedBody>;

Result<void> AskFor(env::HttpClient& http, const PlannedRequest& request, Bodies& bodies) {
  ASSIGN_OR_RETURN(auto response, Ask(http, request.http));
  lake::FetchedBody body{request.facts, std::move(response.body), request.extension};
  body.request.content_type = response.Header("content-type");
  bodies.push_back(std::move(body));
  return {};
}

// Whether a page follows the one that came.
Result<bool> HasNext(const PagingSpec& paging, const std::string& page_text, int page) {
  if (paging.more) return paging.more->IsIn(page_text);
  const auto last = paging.last->Find(page_text);
  if (!last) return false;
  int number = 0;
  const auto [stop, error] = std::from_chars(last->data(), last->data() + last->size(), number);
  if (error != std::errc() || stop != last->data() + last->size())
    return InvalidInput(fmt::format("the number of the last page is \"{}\"", *last));
  return page < number;
}

Result<void> AskForPages(env::HttpClient& http, const PlannedRequest& first, Bodies& bodies) {
  RETURN_IF_ERROR(AskFor(http, first, bodies));
  const auto& paging = first.endpoint->paging;
  if (!paging) return {};
  for (int page = paging->first;; ++page) {
    ASSIGN_OR_RETURN(const bool has_next, HasNext(*paging, bodies.back().bytes, page));
    if (!has_next) return {};
    if (page - paging->first >= kMostPages)
      return InvalidInput(fmt::format("{} {}: there is no end of pages", first.http.method, first.http.url));
    ASSIGN_OR_RETURN(const auto request, PageOf(first, page + 1));
    RETURN_IF_ERROR(AskFor(http, request, bodies));
  }
}

Result<Bodies> CarryOut(env::HttpClient& http, const Plan& plan) {
  Bodies bodies;
  Result<void> missing;
  for (const auto& request : plan.requests) {
    const auto asked = AskForPages(http, request, bodies);
    if (!asked && !(plan.not_found_is_empty && asked.error().kind() == ErrorKind::not_found)) return asked.error();
    if (!asked) missing = asked;
  }
  if (bodies.empty() && !missing) return missing.error();
  return bodies;
}

}  // namespace

Result<Bodies> Fetch(env::HttpClient& http, const Spec& spec, const std::map<std::string, std::string>& parameters,
                     const AskedRange& range) {
  ASSIGN_OR_RETURN(const auto lists, ReadLists(http, spec, parameters, range));
  ASSIGN_OR_RETURN(const auto plans, MakePlans(spec, parameters, range, lists));
  Result<Bodies> outcome = NotFound("there is no plan");
  for (const auto& plan : plans) {
    outcome = CarryOut(http, plan).In(fmt::format("asking endpoint \"{}\"", plan.endpoint));
    if (outcome || outcome.error().kind() != ErrorKind::not_found) return outcome;
  }
  return outcome;
}

}  // namespace fxlake::sources
