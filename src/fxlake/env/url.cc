// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/url.h"

#include <algorithm>

#include "fxlake/base/percent_encoding.h"
#include "fxlake/base/text.h"

namespace fxlake::env {
namespace {

// https://host of https://host/a/b, unchanged.
std::string_view BeforePath(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  return url.substr(0, std::min(url.find_first_of("/?#", scheme + 3), url.size()));
}

}  // namespace

std::string HostOf(std::string_view url) {
  const auto origin = BeforePath(url);
  if (origin.empty()) return "";
  std::string host(origin.substr(origin.find("://") + 3));
  if (const auto at = host.rfind('@'); at != std::string::npos) host.erase(0, at + 1);
  return LowerCase(host);
}

std::string OriginOf(std::string_view url) {
  const auto host = HostOf(url);
  if (host.empty()) return "";
  const auto origin = LowerCase(url.substr(0, url.find("://") + 3));
  const std::string_view port = origin == "https://" ? ":443" : origin == "http://" ? ":80" : "";
  return origin + (port.empty() || !host.ends_with(port) ? host : host.substr(0, host.size() - port.size()));
}

bool IsSameServer(std::string_view origin, std::string_view other) {
  if (origin == other) return !origin.empty();
  return origin.starts_with("http://") && other.starts_with("https://") &&
         origin.substr(7) == other.substr(8);
}

std::string ResolveUrl(std::string_view base, std::string_view link) {
  if (link.contains("://") && link.find("://") < link.find_first_of("/?#")) return std::string(link);
  if (link.starts_with("//")) return std::string(base.substr(0, base.find(':') + 1)) + std::string(link);
  const auto origin = BeforePath(base);
  if (link.starts_with('/')) return std::string(origin) + std::string(link);
  base = base.substr(0, base.find_first_of("?#"));
  if (link.starts_with('?')) return std::string(base) + std::string(link);
  const auto slash = base.rfind('/');
  const auto folder = slash == std::string_view::npos || slash < origin.size()
                          ? std::string(origin) + "/"
                          : std::string(base.substr(0, slash + 1));
  while (link.starts_with("./")) link.remove_prefix(2);
  return folder + std::string(link);
}

std::vector<std::pair<std::string, std::string>> ReadForm(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> fields;
  while (!text.empty()) {
    const auto field = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(field.size() + 1, text.size()));
    if (field.empty()) continue;
    const auto equals = std::min(field.find('='), field.size());
    fields.emplace_back(FormDecode(field.substr(0, equals)),
                        FormDecode(field.substr(std::min(equals + 1, field.size()))));
  }
  return fields;
}

}  // namespace fxlake::env
