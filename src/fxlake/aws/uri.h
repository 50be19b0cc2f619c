// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace fxlake::aws {

// name=value&..., encoded and sorted by name.
std::string EncodeQuery(const std::map<std::string, std::string>& parameters);

// The components of an absolute URL, still encoded; the query without "?".
struct UrlParts {
  std::string_view scheme;
  std::string_view authority;
  std::string_view path;
  std::string_view query;
};
UrlParts SplitUrl(std::string_view url);

}  // namespace fxlake::aws
