// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/message/message.h"

#include <algorithm>
#include <optional>

#include "fxlake/base/percent_encoding.h"
#include "fxlake/base/text.h"

namespace fxlake::server {
namespace {

// nullopt for a malformed escape and for NUL.
std::optional<std::string> Decode(std::string_view text, bool is_form) {
  if (!HasValidEscapes(text) || text.contains("%00")) return std::nullopt;
  return is_form ? FormDecode(text) : PercentDecode(text);
}

bool HasDotSegment(std::string_view path) {
  while (!path.empty()) {
    const auto end = std::min(path.find('/'), path.size());
    const auto segment = path.substr(0, end);
    if (segment == "." || segment == "..") return true;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return false;
}

}  // namespace

const std::string* Request::Find(std::string_view parameter) const {
  const auto found = std::find_if(parameters.rbegin(), parameters.rend(),
                                  [&](const Parameter& p) { return p.name == parameter; });
  return found == parameters.rend() || !found->has_value ? nullptr : &found->value;
}

Result<void> ReadTarget(Request& request) {
  const auto target = request.target.substr(0, request.target.find('#'));
  const auto question = std::min(target.find('?'), target.size());
  const auto path = Decode(target.substr(0, question), false);
  if (!path || !path->starts_with('/') || !IsUtf8(*path) || path->contains('\0') || HasDotSegment(*path)) {
    return InvalidInput("not a path");
  }
  request.path = *path;
  request.parameters.clear();
  auto rest = target.substr(std::min(question + 1, target.size()));
  while (!rest.empty()) {
    const auto end = std::min(rest.find('&'), rest.size());
    const auto pair = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    const auto name = Decode(pair.substr(0, equals), true);
    const auto value = equals == std::string_view::npos ? std::optional<std::string>("")
                                                        : Decode(pair.substr(equals + 1), true);
    if (!name || !value || !IsUtf8(*name) || !IsUtf8(*value)) return InvalidInput("not a query");
    request.parameters.push_back({*name, *value, equals != std::string_view::npos});
  }
  return {};
}

Response JsonResponse(const Json& json, Caching caching) { return {.body = json.Dump(), .caching = caching}; }

Response MessageOnly(int status, std::string_view message) {
  return {.status = status, .body = "{\"message\":" + JsonQuote(message) + "}", .caching = Caching::no_store};
}

Response StatusMessage(int status, std::string_view message) {
  return {.status = status,
          .body = "{\"status\":" + std::to_string(status) + ",\"message\":" + JsonQuote(message) + "}",
          .caching = Caching::no_store};
}

Response ErrorResponse(const Error& error) {
  return StatusMessage(TraitsOf(error.kind()).http_status, error.message());
}

}  // namespace fxlake::server
