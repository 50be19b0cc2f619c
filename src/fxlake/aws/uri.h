// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace fxlake::aws {

// Every byte but A-Z a-z 0-9 - _ . ~ as %XX, as signatures want it (RFC 3986, and = and + too). A path keeps
// its slashes.
std::string EncodeUri(std::string_view text);
std::string EncodeUriPath(std::string_view path);
// %XX undone; what is no such triple stays.
std::string DecodeUri(std::string_view text);
// name=value&..., encoded and sorted by name.
std::string EncodeQuery(const std::map<std::string, std::string>& parameters);

// The parts of an absolute URL as they are written, the query without its "?".
struct UrlParts {
  std::string_view scheme;
  std::string_view authority;
  std::string_view path;
  std::string_view query;
};
UrlParts SplitUrl(std::string_view url);

}  // namespace fxlake::aws
