// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/recording.h"

#include <fstream>
#include <iterator>

#include "fxlake/base/json.h"

namespace fxlake::cli {
namespace {

using Texts = std::map<std::string, std::string>;

Result<std::string> ReadFile(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return NotFound("reading the recording: there is no file " + path.string());
  return std::string(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
}

// A variable's text as it was before its pattern was applied. Days are days: a range is no {date}.
std::optional<std::string> Unformatted(std::string_view name, std::string_view format, std::string_view text) {
  const bool day = name == "date" || name == "from" || name == "to";
  if (format.empty()) return !day || Date::Parse(text) ? std::optional(std::string(text)) : std::nullopt;
  const auto pattern = sources::DatePattern::Make(std::string(format));
  if (!pattern) return std::nullopt;
  const auto date = pattern->Read(text);
  return date ? std::optional(date->ToString()) : std::nullopt;
}

std::string_view UpTo(std::string_view text, std::string_view end) { return text.substr(0, text.find_first_of(end)); }

// The endpoint that could have asked for this URL, by its path and by those parts of its query that are variables.
std::optional<std::pair<const sources::EndpointSpec*, Texts>> FindEndpoint(const sources::Spec& spec, std::string_view url) {
  for (const auto& endpoint : spec.endpoints) {
    const bool has_query = endpoint.url.find('?') != std::string::npos;
    if (auto variables = MatchUrl(endpoint.url, has_query ? url : UpTo(url, "?"), spec.parameters))
      return std::pair(&endpoint, *std::move(variables));
  }
  if (spec.readers.size() != 1) return std::nullopt;
  for (const auto& endpoint : spec.endpoints) {
    if (endpoint.reader == spec.readers.front().name) return std::pair(&endpoint, Texts());
  }
  return std::nullopt;
}

void AddQueryVariables(const sources::EndpointSpec& endpoint, std::string_view url, const Texts& parameters, Texts& variables) {
  for (const auto& [name, value] : endpoint.query) {
    for (const auto* mark : {"?", "&"}) {
      const auto key = mark + name + "=";
      const auto at = url.find(key);
      if (at == std::string_view::npos) continue;
      if (const auto found = MatchUrl(value, UpTo(url.substr(at + key.size()), "&"), parameters))
        variables.insert(found->begin(), found->end());
    }
  }
}

}  // namespace

std::optional<Texts> MatchUrl(std::string_view pattern, std::string_view text, const Texts& parameters) {
  const auto open = pattern.find('{');
  const auto fixed = pattern.substr(0, open);
  if (!text.starts_with(fixed)) return std::nullopt;
  text.remove_prefix(fixed.size());
  if (open == std::string_view::npos) return text.empty() ? std::optional(Texts()) : std::nullopt;
  const auto close = pattern.find('}', open);
  if (close == std::string_view::npos) return std::nullopt;
  const auto inner = pattern.substr(open + 1, close - open - 1);
  const auto rest = pattern.substr(close + 1);
  const std::string name(UpTo(inner, ":"));
  if (const auto parameter = parameters.find(name); parameter != parameters.end()) {
    return text.starts_with(parameter->second) ? MatchUrl(rest, text.substr(parameter->second.size()), parameters) : std::nullopt;
  }
  const auto format = inner.size() > name.size() ? inner.substr(name.size() + 1) : std::string_view();
  // The longest run first: a date with points in it is not cut at the first.
  for (auto length = std::min(text.find_first_of("/?&"), text.size()); length > 0; --length) {
    const auto value = Unformatted(name, format, text.substr(0, length));
    auto others = value ? MatchUrl(rest, text.substr(length), parameters) : std::nullopt;
    if (others) return others->insert_or_assign(name, *value), others;
  }
  return std::nullopt;
}

Result<std::vector<lake::FetchedBody>> BodiesOfRecording(const std::filesystem::path& folder, const sources::Spec& spec) {
  std::vector<lake::FetchedBody> bodies;
  const auto list = folder / "request.json";
  if (std::error_code error; !std::filesystem::exists(list, error)) return bodies;
  ASSIGN_OR_RETURN(const auto text, ReadFile(list));
  ASSIGN_OR_RETURN(const auto requests, Json::Parse(text).In("reading " + list.string()));
  if (!requests.is_array()) return InvalidInput("reading " + list.string() + ": not an array of requests");
  for (const auto& request : requests.array()) {
    const auto status = request.Int64At("status").value_or(200);
    if (status < 200 || status > 299) continue;
    ASSIGN_OR_RETURN(const auto url, request.StringAt("url").In("reading " + list.string()));
    ASSIGN_OR_RETURN(const auto file, request.StringAt("response").In("reading " + list.string()));
    auto found = FindEndpoint(spec, url);
    if (!found) continue;
    auto& [endpoint, variables] = *found;
    AddQueryVariables(*endpoint, url, spec.parameters, variables);
    lake::FetchedBody body;
    body.request = {.reader = endpoint->reader, .method = endpoint->method, .url = url, .content_type = "", .variables = variables};
    ASSIGN_OR_RETURN(body.bytes, ReadFile(folder / file));
    bodies.push_back(std::move(body));
  }
  return bodies;
}

}  // namespace fxlake::cli
