// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/lake/raw_zone.h"
#include "fxlake/sources/language/spec.h"

// Which endpoint of a source file sends a request that was sent before, by this file or by an earlier one.
namespace fxlake::sources {

// A request as the raw zone or a recording keeps it.
struct SentRequest {
  std::string method = "GET";
  std::string url;
  std::optional<std::string> body = {};               // unset: it was not kept
  std::map<std::string, std::string> variables = {};  // by which it was made, as far as they are known
};

// How well an endpoint fits: it sends just this request; its URL and each field of its query and form have
// the shape; only its URL has.
enum class Fit { exact, shape, url };

struct EndpointMatch {
  const EndpointSpec* endpoint = nullptr;
  std::map<std::string, std::string> variables;  // those known, and those that the request shows
  Fit fit = Fit::url;
};

// The endpoints that fit best, all by the same Fit, in the order of the file. Empty when the URL of none
// fits.
std::vector<EndpointMatch> MatchEndpoints(const Spec& spec, const SentRequest& request);

// How a body of the raw zone is read today.
struct StoredReading {
  const ReadSpec* reader = nullptr;  // valid as long as the spec
  std::map<std::string, std::string> variables;
};

// For each body of a fetch: the reader of the endpoint that fits its request. The name of the reader that is
// stored with a body decides only between endpoints that fit alike and where no endpoint fits; a page that
// fits none is read as the page before it. invalid_input when there is no such reader, or several.
std::vector<Result<StoredReading>> ReadingsOf(const Spec& spec, const lake::Fetch& fetch);

// The variables ({date}, {from:%d.%m.%Y} ...) by which `pattern` gives `text`, days as YYYY-MM-DD; nothing
// when it cannot. Each stands for a run of characters without any of `stops`.
std::optional<std::map<std::string, std::string>> MatchPattern(
    std::string_view pattern, std::string_view text, const std::map<std::string, std::string>& parameters,
    std::string_view stops = "/?&");

}  // namespace fxlake::sources
