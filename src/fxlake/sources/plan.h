// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/env/http_client.h"
#include "fxlake/lake/raw_zone.h"
#include "fxlake/sources/spec.h"

namespace fxlake::sources {

// The days asked for, both included, and the day it is.
struct AskedRange {
  Date from;
  Date to;
  Date today;
};

struct PlannedRequest {
  env::HttpRequest http;
  lake::RequestFacts facts;  // without content_type, which the answer gives
  std::string extension;     // of the raw object
};

// The requests of one endpoint that together cover the range.
struct Plan {
  std::string endpoint;
  std::vector<PlannedRequest> requests;
};

// The plans of every endpoint that covers the range, narrowest first. Each is enough by itself; later ones are for when an earlier one's file is not
// there. `parameters` replace the source's own. invalid_input when a text names what is neither parameter nor variable.
Result<std::vector<Plan>> MakePlans(const Spec& spec, const std::map<std::string, std::string>& parameters, const AskedRange& range);

}  // namespace fxlake::sources
