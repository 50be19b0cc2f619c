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

// The days asked for, both included, and the day it is.
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
  lake::RequestFacts facts = {};  // without content_type, which the answer gives
  std::string extension = {};     // of the raw object
};

// The requests of one endpoint, and of those asked besides it, that together cover the range.
struct Plan {
  std::string endpoint;
  std::vector<PlannedRequest> requests;
  std::vector<std::string> prior_urls = {};  // addresses asked before, for their cookies
};

// The items of lists that were read from a source's answers, each with its variables.
using Lists = std::map<std::string, std::vector<std::map<std::string, std::string>>>;

// An item's variables are texts; of the items only so many first, or, negative, last ones are kept. 0 keeps
// all.
void LimitItems(int limit, std::vector<std::map<std::string, std::string>>& items);

// The items as a JSON array of objects.
Json ItemsAsJson(const std::vector<std::map<std::string, std::string>>& items);

// The names of the lists that the endpoints which cover the range need: they go through them, look up in
// them, or have one of their variables in a text.
std::set<std::string> ListsNeeded(const Spec& spec, const RequestedRange& range);

// Whether the endpoint's answers hold all days of the range.
bool Covers(const Spec& spec, const EndpointSpec& endpoint, const RequestedRange& range);

// The plans of every endpoint that covers the range, narrowest first. Each is enough by itself; later ones
// are for when an earlier one's file is not there. `parameters` replace the source's own. An endpoint whose
// list is neither given nor in `lists` has no requests. The spec must outlive the plans. An item of a list
// that an endpoint does not go through is the list's first. invalid_input when a text names what is neither
// parameter nor variable.
Result<std::vector<Plan>> MakePlans(const Spec& spec, const std::map<std::string, std::string>& parameters,
                                    const RequestedRange& range, const Lists& lists = {});

// The same request for another page.
Result<PlannedRequest> PageOf(const PlannedRequest& request, const std::string& page);

}  // namespace fxlake::sources
