// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/ask.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "fxlake/base/nearest.h"
#include "fxlake/sources/read.h"

namespace fxlake::sources {
namespace {

using Texts = std::map<std::string, std::string>;

struct Placeholder {
  std::string name;
  std::string_view date_pattern;
  std::size_t length = 0;
};

// What stands at the front of `text`, if it is a placeholder: {name} or {name:pattern}.
std::optional<Placeholder> PlaceholderAt(std::string_view text) {
  const auto end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789", 1);
  if (end == std::string_view::npos || end == 1) return std::nullopt;
  if (text[end] == '}') return Placeholder{std::string(text.substr(1, end - 1)), {}, end + 1};
  const auto close = text[end] == ':' ? text.find('}', end) : std::string_view::npos;
  if (close == std::string_view::npos) return std::nullopt;
  return Placeholder{std::string(text.substr(1, end - 1)), text.substr(end + 1, close - end - 1), close + 1};
}

Result<std::string> Value(const Placeholder& placeholder, const Texts& variables) {
  const auto found = variables.find(placeholder.name);
  if (found == variables.end()) {
    std::vector<std::string_view> names;
    for (const auto& [known, value] : variables) names.push_back(known);
    return InvalidInput(
        fmt::format("{{{}}} is neither a parameter nor a variable of a request{}", placeholder.name, DidYouMean(placeholder.name, names)));
  }
  if (placeholder.date_pattern.empty()) return found->second;
  ASSIGN_OR_RETURN(const auto pattern, DatePattern::Make(std::string(placeholder.date_pattern)));
  ASSIGN_OR_RETURN(const auto date, Date::Parse(found->second));
  return pattern.Write(date);
}

// RFC 3986: all but unreserved characters as %XX; commas stay, as lists of codes are readable then.
std::string Encode(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~,").find(c) != std::string_view::npos;
    encoded += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

Error StatusError(const env::HttpRequest& request, int status) {
  const auto message = fmt::format("{} {}: the answer has status {}", request.method, request.url, status);
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

Result<env::HttpRequest> MakeHttp(const RequestSpec& request, const Texts& variables) {
  env::HttpRequest http;
  http.method = request.method;
  ASSIGN_OR_RETURN(http.url, FillIn(request.url, variables));
  char mark = http.url.find('?') == std::string::npos ? '?' : '&';
  for (const auto& [name, value] : request.query) {
    ASSIGN_OR_RETURN(const auto filled, FillIn(value, variables));
    if (filled.empty()) continue;
    http.url += fmt::format("{}{}={}", mark, Encode(name), Encode(filled));
    mark = '&';
  }
  for (const auto& [name, value] : request.headers) {
    ASSIGN_OR_RETURN(auto filled, FillIn(value, variables));
    http.headers.emplace_back(name, std::move(filled));
  }
  ASSIGN_OR_RETURN(http.body, FillIn(request.body, variables));
  return http;
}

Result<env::HttpResponse> Ask(env::HttpClient& http, env::HttpRequest request) {
  request.max_bytes = kMaxBodyBytes;
  ASSIGN_OR_RETURN(auto response, http.Send(request));
  if (response.status < 200 || response.status > 299) return StatusError(request, response.status);
  return response;
}

}  // namespace fxlake::sources
