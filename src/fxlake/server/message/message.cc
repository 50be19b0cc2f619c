// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/message/message.h"

#include <algorithm>
#include <optional>

namespace fxlake::server {
namespace {

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> Decode(std::string_view text, bool plus_is_blank) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_blank) {
      decoded += ' ';
    } else if (text[i] != '%') {
      decoded += text[i];
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = HexDigit(text[i + 1]), low = HexDigit(text[i + 2]);
      if (high < 0 || low < 0 || (high == 0 && low == 0)) return std::nullopt;
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return decoded;
}

// A lead byte says how many follow; overlong forms and surrogates are let pass, since nothing here reads
// characters.
bool IsUtf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t more = lead < 0x80                   ? 0
                             : lead >= 0xC2 && lead < 0xE0 ? 1
                             : lead >= 0xE0 && lead < 0xF0 ? 2
                             : lead >= 0xF0 && lead < 0xF5 ? 3
                                                           : 9;
    if (more == 9 || i + more >= text.size()) return false;
    for (std::size_t j = 1; j <= more; ++j) {
      if ((static_cast<unsigned char>(text[i + j]) & 0xC0u) != 0x80) return false;
    }
    i += more + 1;
  }
  return true;
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
