// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/lake/raw_zone.h"
#include "fxlake/sources/language/spec.h"

// Finds the endpoint of a source file that sends a given past request, made by this or an earlier version of
// the file.
namespace fxlake::sources {

// A request as stored in the raw zone or a recording.
struct SentRequest {
  std::string method = "GET";
  std::string url;
  std::optional<std::string> body = {};               // unset: not kept
  std::map<std::string, std::string> variables = {};  // the variables used for it, as far as known
};

// How well an endpoint matches: it sends exactly this request; its URL and each field of its query and form
// have the same shape; only its URL has.
enum class Fit { exact, shape, url };

struct EndpointMatch {
  const EndpointSpec* endpoint = nullptr;
  std::map<std::string, std::string> variables;  // the known ones and those derived from the request
  Fit fit = Fit::url;
};

// The best matching endpoints, all with the same Fit, in file order. Empty when no URL matches.
std::vector<EndpointMatch> MatchEndpoints(const Spec& spec, const SentRequest& request);

// How a body of the raw zone is read with the current source file.
struct StoredReading {
  const ReadSpec* reader = nullptr;  // valid as long as the spec
  std::map<std::string, std::string> variables;
};

// For each body of a fetch, the reader of the endpoint that matches its request. The reader's name stored
// with a body decides only between equally good endpoints and where none matches; a page that matches none is
// read as the previous page. invalid_input when there is no such reader, or several.
std::vector<Result<StoredReading>> ReadingsOf(const Spec& spec, const lake::Fetch& fetch);

// The variables ({date}, {from:%d.%m.%Y} ...) with which `pattern` yields `text`, dates as YYYY-MM-DD;
// nullopt when there are none. Each matches a run of characters that are not in `stops`.
std::optional<std::map<std::string, std::string>> MatchPattern(
    std::string_view pattern, std::string_view text, const std::map<std::string, std::string>& parameters,
    std::string_view stops = "/?&");

}  // namespace fxlake::sources
