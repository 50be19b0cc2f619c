// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/cookie_http_client.h"

#include "fxlake/env/url.h"

namespace fxlake::env {

Result<HttpResponse> CookieHttpClient::Send(const HttpRequest& request) {
  const auto origin = OriginOf(request.url);
  auto with_cookies = request;
  {
    const std::lock_guard lock(guard_);
    std::map<std::string, std::string> sent;
    for (const auto& [owner, cookies] : cookies_) {
      if (!IsSameServer(owner, origin)) continue;
      for (const auto& [name, value] : cookies) sent[name] = value;  // "https" sorts after "http"
    }
    std::string line;
    for (const auto& [name, value] : sent) line += (line.empty() ? "" : "; ") + name + "=" + value;
    if (!line.empty()) with_cookies.headers.emplace_back("Cookie", line);
  }
  auto outcome = client_.Send(with_cookies);
  if (!outcome) return outcome;
  const std::lock_guard lock(guard_);
  for (const auto& [name, value] : outcome->headers) {
    if (name != "set-cookie") continue;
    const auto pair = value.substr(0, value.find(';'));
    const auto equals = pair.find('=');
    if (equals != std::string::npos && equals > 0)
      cookies_[origin][pair.substr(0, equals)] = pair.substr(equals + 1);
  }
  return outcome;
}

}  // namespace fxlake::env
