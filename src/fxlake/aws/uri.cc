// SPDX-License-Identifier: Apache-2.0
#include "fxlake/aws/uri.h"

#include <algorithm>
#include <charconv>

namespace fxlake::aws {
namespace {

std::string Encode(std::string_view text, std::string_view kept) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const bool plain =
        (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || kept.contains(c);
    if (plain) {
      encoded += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
  return encoded;
}

}  // namespace

std::string EncodeUri(std::string_view text) { return Encode(text, "-_.~"); }
std::string EncodeUriPath(std::string_view path) { return Encode(path, "-_.~/"); }

std::string DecodeUri(std::string_view text) {
  std::string decoded;
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned byte = 0;
    const char* digits = text.data() + at + 1;
    if (text[at] == '%' && at + 2 < text.size() &&
        std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
      decoded += static_cast<char>(byte);
      at += 2;
    } else {
      decoded += text[at];
    }
  }
  return decoded;
}

std::string EncodeQuery(const std::map<std::string, std::string>& parameters) {
  std::string query;
  for (const auto& [name, value] : parameters)
    query += (query.empty() ? "" : "&") + EncodeUri(name) + "=" + EncodeUri(value);
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
