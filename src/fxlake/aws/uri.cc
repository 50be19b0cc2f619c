// SPDX-License-Identifier: Apache-2.0
#include "fxlake/aws/uri.h"

#include <algorithm>

#include "fxlake/base/percent_encoding.h"

namespace fxlake::aws {

std::string EncodeQuery(const std::map<std::string, std::string>& parameters) {
  std::string query;
  for (const auto& [name, value] : parameters)
    query += (query.empty() ? "" : "&") + PercentEncode(name) + "=" + PercentEncode(value);
  return query;
}

UrlParts SplitUrl(std::string_view url) {
  UrlParts parts;
  const auto colon = url.find("://");
  if (colon != std::string_view::npos) {
    parts.scheme = url.substr(0, colon);
    url.remove_prefix(colon + 3);
  }
  url = url.substr(0, url.find('#'));
  const auto end = std::min(url.find_first_of("/?"), url.size());
  parts.authority = url.substr(0, end);
  url.remove_prefix(end);
  const auto question = std::min(url.find('?'), url.size());
  parts.path = url.substr(0, question);
  if (question < url.size()) parts.query = url.substr(question + 1);
  return parts;
}

}  // namespace fxlake::aws
