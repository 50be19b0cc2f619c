// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/recording.h"

#include <algorithm>

#include "fxlake/base/json.h"
#include "fxlake/env/local_files.h"
#include "fxlake/sources/request/endpoint_matcher.h"
#include "fxlake/sources/row/look_up_tables.h"

namespace fxlake::cli {
namespace {

using Texts = std::map<std::string, std::string>;

// A list item that contains all known variables supplies the others.
void CompleteFromLists(const sources::Lists& lists, Texts& variables) {
  for (const auto& [name, items] : lists) {
    variables.emplace(sources::ListVariable(name), sources::ItemsAsJson(items).Dump());
    for (const auto& item : items) {
      const bool fits = std::ranges::all_of(item, [&](const auto& one) {
        return !variables.contains(one.first) || variables.at(one.first) == one.second;
      });
      const bool known =
          std::ranges::any_of(item, [&](const auto& one) { return variables.contains(one.first); });
      if (!fits || !known) continue;
      variables.insert(item.begin(), item.end());
      break;
    }
  }
}

}  // namespace

Result<std::vector<lake::FetchedBody>> BodiesOfRecording(const std::filesystem::path& folder,
                                                         const sources::Spec& spec,
                                                         const sources::Lists& lists) {
  std::vector<lake::FetchedBody> bodies;
  const auto list = folder / "request.json";
  if (std::error_code error; !std::filesystem::exists(list, error)) return bodies;
  ASSIGN_OR_RETURN(const auto text, env::ReadFile(list).In("reading the recording"));
  ASSIGN_OR_RETURN(const auto requests, Json::Parse(text).In("reading " + list.string()));
  if (!requests.is_array())
    return InvalidInput("reading " + list.string() + ": expected an array of requests");
  for (const auto& request : requests.array()) {
    const auto status = request.Int64At("status").value_or(200);
    if (status < 200 || status > 299) continue;
    ASSIGN_OR_RETURN(const auto url, request.StringAt("url").In("reading " + list.string()));
    ASSIGN_OR_RETURN(const auto file, request.StringAt("response").In("reading " + list.string()));
    // Requests that no endpoint sends may belong to another service, with other units and directions.
    auto matches = sources::MatchEndpoints(spec, {.method = request.StringAt("method").value_or("GET"),
                                                  .url = url,
                                                  .body = request.StringAt("body").value_or("")});
    if (matches.empty()) continue;
    auto& variables = matches.front().variables;
    const auto* endpoint = matches.front().endpoint;
    CompleteFromLists(lists, variables);
    lake::FetchedBody body;
    body.request = {.reader = endpoint->reader,
                    .method = endpoint->method,
                    .url = url,
                    .content_type = "",
                    .variables = variables};
    ASSIGN_OR_RETURN(body.bytes, env::ReadFile(folder / file).In("reading the recording"));
    bodies.push_back(std::move(body));
  }
  return bodies;
}

}  // namespace fxlake::cli
