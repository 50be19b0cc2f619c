// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "fxlake/base/json.h"
#include "fxlake/env/http_client.h"
#include "fxlake/lake/raw_zone.h"
#include "fxlake/sources/language/spec.h"

namespace fxlake::sources {

// The requested days, inclusive, and the current day.
struct RequestedRange {
  Date from;
  Date to;
  Date today;
};

struct PlannedRequest {
  const Spec* spec = nullptr;
  const EndpointSpec* endpoint = nullptr;
  std::map<std::string, std::string> parameters;
  std::map<std::string, std::string> variables;
  env::HttpRequest http = {};
  lake::RequestFacts facts = {};  // content_type is set from the response
  std::string extension = {};     // of the raw object
};

// The requests of one endpoint, and of those combined with it, that together cover the range.
struct Plan {
  std::string endpoint;
  std::vector<PlannedRequest> requests;
  std::vector<std::string> prior_urls = {};  // URLs to request first, for their cookies
};

// The items of lists read from a source's responses, each with its variables.
using Lists = std::map<std::string, std::vector<std::map<std::string, std::string>>>;

// Keeps the first `limit` items or, if negative, the last ones; 0 keeps all.
void LimitItems(int limit, std::vector<std::map<std::string, std::string>>& items);

// The items as a JSON array of objects.
Json ItemsAsJson(const std::vector<std::map<std::string, std::string>>& items);

// The names of the lists that the endpoints covering the range need: they iterate over them, look up in them,
// or use one of their variables in a text.
std::set<std::string> ListsNeeded(const Spec& spec, const RequestedRange& range);

// Whether the endpoint's responses contain all days of the range.
bool Covers(const Spec& spec, const EndpointSpec& endpoint, const RequestedRange& range);

// The plans of every endpoint that covers the range, narrowest first. Each is sufficient; later ones are
// alternatives for when a file of an earlier one does not exist. `parameters` override the source's own. An
// endpoint whose list is neither given nor in `lists` has no requests. For a list that an endpoint does not
// iterate over, its variables are those of the first item. The spec must outlive the plans. invalid_input
// when a text names neither a parameter nor a variable.
Result<std::vector<Plan>> MakePlans(const Spec& spec, const std::map<std::string, std::string>& parameters,
                                    const RequestedRange& range, const Lists& lists = {});

// The same request for another page.
Result<PlannedRequest> PageOf(const PlannedRequest& request, const std::string& page);

}  // namespace fxlake::sources
