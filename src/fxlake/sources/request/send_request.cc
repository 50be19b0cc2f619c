// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/request/send_request.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <vector>

#include "fxlake/base/nearest.h"
#include "fxlake/base/percent_encoding.h"
#include "fxlake/env/url.h"
#include "fxlake/sources/language/spec.h"

namespace fxlake::sources {
namespace {

using Texts = std::map<std::string, std::string>;

struct Placeholder {
  std::string name;
  std::string_view date_pattern;
  int days = 0;  // offset in days
  std::size_t length = 0;
};

// The placeholder at the front of `text`, if any: {name}, {name+1} or {name:pattern}.
std::optional<Placeholder> PlaceholderAt(std::string_view text) {
  auto end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789", 1);
  if (end == std::string_view::npos || end == 1) return std::nullopt;
  Placeholder placeholder{.name = std::string(text.substr(1, end - 1)), .date_pattern = {}};
  if (text[end] == '+' || text[end] == '-') {
    const auto digits = text.substr(text[end] == '+' ? end + 1 : end);
    const auto [stop, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), placeholder.days);
    if (error != std::errc()) return std::nullopt;
    end = static_cast<std::size_t>(stop - text.data());
    if (end == text.size()) return std::nullopt;
  }
  if (text[end] == '}') {
    placeholder.length = end + 1;
    return placeholder;
  }
  const auto close = text[end] == ':' ? text.find('}', end) : std::string_view::npos;
  if (close == std::string_view::npos) return std::nullopt;
  placeholder.date_pattern = text.substr(end + 1, close - end - 1);
  placeholder.length = close + 1;
  return placeholder;
}

// A URL may use a single part of a date: {date:%Y}.
Result<std::string> WriteDate(Date date, std::string_view pattern) {
  if (pattern.empty()) return date.ToString();
  ASSIGN_OR_RETURN(const auto read, DatePattern::ForWriting(std::string(pattern)));
  return read.Write(date);
}

Result<std::string> Value(const Placeholder& placeholder, const Texts& variables) {
  const auto found = variables.find(placeholder.name);
  if (found == variables.end()) {
    std::vector<std::string_view> names;
    for (const auto& [known, value] : variables) names.push_back(known);
    return InvalidInput(fmt::format("{{{}}} is neither a parameter nor a variable of a request{}",
                                    placeholder.name, DidYouMean(placeholder.name, names)));
  }
  if (placeholder.date_pattern.empty() && placeholder.days == 0) return found->second;
  ASSIGN_OR_RETURN(const auto date,
                   Date::Parse(found->second).In(fmt::format("writing {{{}}} as a date", placeholder.name)));
  return WriteDate(date + placeholder.days, placeholder.date_pattern);
}

// Encoded except for the placeholders of secrets, whose values are encoded when they are inserted.
std::string Encode(std::string_view text, const std::map<std::string, std::string>& secrets) {
  auto encoded = PercentEncode(text, ",");
  for (const auto& [name, variable] : secrets) {
    const auto placeholder = fmt::format("%7B{}%7D", name);
    for (auto at = encoded.find(placeholder); at != std::string::npos; at = encoded.find(placeholder))
      encoded.replace(at, placeholder.size(), fmt::format("{{{}}}", name));
  }
  return encoded;
}

// URLs must not contain spaces, but some links do.
std::string WithoutBlanks(std::string_view url) {
  std::string clean;
  for (const char c : url) clean += c == ' ' ? "%20" : std::string(1, c);
  return clean;
}

// The base of relative URLs: the page of a list that was requested before, else the source's URL.
std::string BaseOf(const Spec& spec) {
  for (const auto& list : spec.lists) {
    if (list.url.contains("://")) return list.url;
  }
  return spec.website;
}

// The origins that may receive a secret: the servers of the source's requests that name it. Servers named by
// a response (an item of a list) are excluded; a URL that consists of such an item belongs to the source's
// own server.
std::vector<std::string> OriginsOf(const Spec& spec, const std::string& secret, Texts variables) {
  for (const auto& list : spec.lists) {
    if (list.is_given()) continue;
    variables[list.name] = "";
    for (const auto& [name, source] : list.variables) variables[name] = "";
  }
  std::vector<std::string> origins;
  const auto add = [&](const RequestSpec& request) {
    if (!NamesIn(request).contains(secret)) return;
    const auto scheme = request.url.find("://");
    const auto end = scheme == std::string::npos ? scheme : request.url.find_first_of("/?#", scheme + 3);
    const auto url = FillIn(request.url.substr(0, end), variables);
    if (url) origins.push_back(env::OriginOf(url->contains("://") ? *url : BaseOf(spec)));
  };
  for (const auto& endpoint : spec.endpoints) add(endpoint);
  for (const auto& list : spec.lists) add(list);
  return origins;
}

Error StatusError(const env::HttpRequest& request, int status) {
  const auto message = fmt::format("{} {}: the response has status {}", request.method, request.url, status);
  switch (status) {
    case 401:
    case 403: return Denied(message);
    case 404:
    case 410: return NotFound(message);
    case 429: return Throttled(message);
    default: return status >= 500 ? Unavailable(message) : InvalidInput(message);
  }
}

}  // namespace

Result<std::string> FillIn(std::string_view text, const Texts& variables) {
  std::string filled;
  while (true) {
    const auto open = text.find('{');
    filled += text.substr(0, open);
    if (open == std::string_view::npos) return filled;
    text.remove_prefix(open);
    const auto placeholder = PlaceholderAt(text);
    if (placeholder) {
      ASSIGN_OR_RETURN(const auto value, Value(*placeholder, variables));
      filled += value;
    } else {
      filled += '{';
    }
    text.remove_prefix(placeholder ? placeholder->length : 1);
  }
}

std::set<std::string> NamesIn(const RequestSpec& request) {
  std::string texts = request.url + "\n" + request.body;
  for (const auto* pairs : {&request.query, &request.headers, &request.form}) {
    for (const auto& [name, value] : *pairs) texts += "\n" + value;
  }
  std::set<std::string> names;
  for (auto at = texts.find('{'); at != std::string::npos; at = texts.find('{', at + 1)) {
    if (const auto placeholder = PlaceholderAt(std::string_view(texts).substr(at)))
      names.insert(placeholder->name);
  }
  return names;
}

Result<env::HttpRequest> MakeHttp(const Spec& spec, const RequestSpec& request, Texts variables) {
  env::HttpRequest http;
  for (const auto& [name, variable] : spec.secrets) variables[name] = fmt::format("{{{}}}", name);
  for (const auto& [name, variable] : spec.secrets)
    http.secrets.push_back({variables[name], variable, OriginsOf(spec, name, variables)});
  http.method = request.method;
  http.timeout = std::chrono::seconds(spec.timeout_seconds);
  http.pause = std::chrono::milliseconds(spec.pause_ms);
  http.tls = spec.tls;
  ASSIGN_OR_RETURN(const auto url, FillIn(request.url, variables));
  http.url = WithoutBlanks(url);
  if (!http.url.contains("://")) http.url = env::ResolveUrl(BaseOf(spec), http.url);
  const auto encode_pairs = [&](const RequestSpec::Pairs& pairs) -> Result<std::string> {
    std::string text;
    for (const auto& [name, value] : pairs) {
      ASSIGN_OR_RETURN(const auto filled, FillIn(value, variables));
      // of variables without a value, such as the cursor of the first page
      if (filled.empty() && !value.empty()) continue;
      text += fmt::format("{}{}={}", text.empty() ? "" : "&", Encode(name, {}), Encode(filled, spec.secrets));
    }
    return text;
  };
  ASSIGN_OR_RETURN(const auto query, encode_pairs(request.query));
  if (!query.empty()) http.url += (http.url.contains('?') ? "&" : "?") + query;
  bool has_type = false;
  for (const auto& [name, value] : request.headers) {
    ASSIGN_OR_RETURN(auto filled, FillIn(value, variables));
    has_type = has_type || name == "Content-Type";
    http.headers.emplace_back(name, std::move(filled));
  }
  ASSIGN_OR_RETURN(http.body,
                   request.form.empty() ? FillIn(request.body, variables) : encode_pairs(request.form));
  if (!request.form.empty() && !has_type)
    http.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  return http;
}

Result<env::HttpResponse> SendRequest(env::HttpClient& http, env::HttpRequest request) {
  request.max_bytes = kMaxBodyBytes;
  ASSIGN_OR_RETURN(auto response, http.Send(request));
  if (response.status < 200 || response.status > 299) return StatusError(request, response.status);
  return response;
}

}  // namespace fxlake::sources
