// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/recording.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>

#include "fxlake/base/json.h"
#include "fxlake/env/url.h"
#include "fxlake/sources/look_up_tables.h"

namespace fxlake::cli {
namespace {

using Texts = std::map<std::string, std::string>;

Result<std::string> ReadFile(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return NotFound("reading the recording: there is no file " + path.string());
  return std::string(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
}

std::string_view UpTo(std::string_view text, std::string_view end) { return text.substr(0, text.find_first_of(end)); }

// A variable's text as it was before its pattern was applied. Days are days: a range is no {date}.
std::optional<std::string> Unformatted(std::string_view name, int days, std::string_view format, std::string_view text) {
  const bool day = name == "date" || name == "from" || name == "to" || name == "first" || name == "last";
  if (format.empty() && !day) return std::string(text);
  const auto pattern = sources::DatePattern::ForWriting(format.empty() ? "%Y-%m-%d" : std::string(format));
  if (!pattern) return std::nullopt;
  const auto date = pattern->ReadPart(env::PercentDecode(text));
  return date ? std::optional((*date - days).ToString()) : std::nullopt;
}

// The name of a placeholder, and by how many days it is later: from-1.
std::pair<std::string, int> NameAndDays(std::string_view text) {
  const auto sign = text.find_first_of("+-");
  int days = 0;
  if (sign != std::string_view::npos) {
    const auto digits = text.substr(sign + 1);
    std::from_chars(digits.data(), digits.data() + digits.size(), days);
  }
  return {std::string(text.substr(0, sign)), sign != std::string_view::npos && text[sign] == '-' ? -days : days};
}

// Variables of a body, found by what stands around them.
void AddBodyVariables(std::string_view pattern, std::string_view body, Texts& variables) {
  constexpr std::size_t kContext = 24;
  for (auto open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{', open + 1)) {
    const auto close = pattern.find('}', open);
    if (close == std::string_view::npos) return;
    const auto inner = pattern.substr(open + 1, close - open - 1);
    const auto [name, days] = NameAndDays(UpTo(inner, ":"));
    if (name.empty() || name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") != std::string::npos) continue;
    const auto before = pattern.substr(open - std::min(open, kContext), std::min(open, kContext));
    const auto cut = before.find_last_of("}\n");
    auto own = before.substr(cut == std::string_view::npos ? 0 : cut + 1);
    // Blanks may differ from what was recorded: the longest end of it that is there tells the place.
    while (own.size() > 1 && !body.contains(own)) own.remove_prefix(1);
    const auto at = body.find(own);
    if (own.empty() || at == std::string_view::npos) continue;
    const auto rest = body.substr(at + own.size());
    const auto end = close + 1 < pattern.size() ? rest.find(pattern[close + 1]) : rest.size();
    const auto format = inner.contains(':') ? inner.substr(inner.find(':') + 1) : std::string_view();
    if (const auto value = Unformatted(name, days, format, rest.substr(0, end))) variables.emplace(name, *value);
  }
}

// The endpoint that could have asked for this URL, by its path and by those parts of its query that are variables.
std::optional<std::pair<const sources::EndpointSpec*, Texts>> FindEndpoint(const sources::Spec& spec, std::string_view url) {
  for (const auto& endpoint : spec.endpoints) {
    const bool has_query = endpoint.url.contains('?');
    if (auto variables = MatchUrl(endpoint.url, has_query ? url : UpTo(url, "?"), spec.parameters))
      return std::pair(&endpoint, *std::move(variables));
  }
  if (spec.readers.size() != 1 || !spec.lists.empty()) return std::nullopt;
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

// An item of a list that has all the values known gives the others.
void CompleteFromLists(const sources::Lists& lists, Texts& variables) {
  for (const auto& [name, items] : lists) {
    variables.emplace(sources::ListVariable(name), sources::ItemsAsJson(items).Dump());
    for (const auto& item : items) {
      const bool fits = std::ranges::all_of(
          item, [&](const auto& one) { return !variables.contains(one.first) || variables.at(one.first) == one.second; });
      const bool known = std::ranges::any_of(item, [&](const auto& one) { return variables.contains(one.first); });
      if (!fits || !known) continue;
      variables.insert(item.begin(), item.end());
      break;
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
  const auto [name, days] = NameAndDays(UpTo(inner, ":"));
  if (const auto parameter = parameters.find(name); parameter != parameters.end()) {
    return text.starts_with(parameter->second) ? MatchUrl(rest, text.substr(parameter->second.size()), parameters) : std::nullopt;
  }
  const auto colon = inner.find(':');
  const auto format = colon == std::string_view::npos ? std::string_view() : inner.substr(colon + 1);
  // The longest run first: a date with points in it is not cut at the first.
  for (auto length = std::min(text.find_first_of(format.contains('/') ? "?&" : "/?&"), text.size()); length > 0; --length) {
    const auto value = Unformatted(name, days, format, text.substr(0, length));
    auto others = value ? MatchUrl(rest, text.substr(length), parameters) : std::nullopt;
    if (others) return others->insert_or_assign(name, *value), others;
  }
  return std::nullopt;
}

Result<std::vector<lake::FetchedBody>> BodiesOfRecording(const std::filesystem::path& folder, const sources::Spec& spec,
                                                         const sources::Lists& lists) {
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
    const auto recorded_body = request.StringAt("body").value_or("");
    AddBodyVariables(endpoint->body, recorded_body, variables);
    for (const auto& [name, value] : endpoint->form) {
      for (const auto& [field, recorded_value] : env::ReadForm(recorded_body)) {
        if (field != name) continue;
        if (const auto found_in_form = MatchUrl(value, recorded_value, spec.parameters))
          variables.insert(found_in_form->begin(), found_in_form->end());
      }
    }
    CompleteFromLists(lists, variables);
    lake::FetchedBody body;
    body.request = {.reader = endpoint->reader, .method = endpoint->method, .url = url, .content_type = "", .variables = variables};
    ASSIGN_OR_RETURN(body.bytes, ReadFile(folder / file));
    bodies.push_back(std::move(body));
  }
  return bodies;
}

}  // namespace fxlake::cli
