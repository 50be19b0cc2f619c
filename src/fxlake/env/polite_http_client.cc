// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/polite_http_client.h"

#include <algorithm>

#include "fxlake/env/url.h"

namespace fxlake::env {
namespace {

void ReplaceAll(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
}

bool Holds(const HttpRequest& request, std::string_view text) {
  return request.url.contains(text) || request.body.contains(text) ||
         std::ranges::any_of(request.headers, [&](const auto& header) { return header.second.contains(text); });
}

}  // namespace

Instant PoliteHttpClient::Reserve(const HttpRequest& request) {
  const std::lock_guard lock(guard_);
  const auto now = clock_.Now();
  auto& next = next_[HostOf(request.url)];
  const auto at = std::max(now, next);
  next = at + std::chrono::microseconds(request.pause).count();
  return at;
}

Result<HttpResponse> PoliteHttpClient::Send(const HttpRequest& request) {
  if (const auto wait = Reserve(request) - clock_.Now(); wait > 0) clock_.SleepFor(std::chrono::microseconds(wait));
  {
    std::unique_lock lock(guard_);
    done_.wait(lock, [&] { return under_way_ < most_at_once_; });
    ++under_way_;
  }
  auto outcome = client_.Send(request);
  const std::lock_guard lock(guard_);
  --under_way_;
  done_.notify_one();
  return outcome;
}

Result<HttpResponse> SecretHttpClient::Send(const HttpRequest& request) {
  auto filled = request;
  std::vector<std::pair<std::string, std::string>> values;
  for (const auto& secret : request.secrets) {
    if (!Holds(request, secret.placeholder)) continue;
    const char* value = variable_(secret.variable.c_str());
    if (value == nullptr || *value == '\0')
      return Denied(request.method + " " + request.url + ": the environment variable " + secret.variable + ", which holds " +
                    secret.placeholder + ", is not set");
    values.emplace_back(value, secret.placeholder);
    ReplaceAll(filled.url, secret.placeholder, PercentEncode(value));
    ReplaceAll(filled.body, secret.placeholder, value);
    for (auto& header : filled.headers) ReplaceAll(header.second, secret.placeholder, value);
  }
  auto outcome = client_.Send(filled);
  if (outcome || values.empty()) return outcome;
  auto message = outcome.error().message();
  for (const auto& [value, placeholder] : values) {
    ReplaceAll(message, value, placeholder);
    ReplaceAll(message, PercentEncode(value), placeholder);
  }
  return Error(outcome.error().kind(), message);
}

Result<HttpResponse> CookieHttpClient::Send(const HttpRequest& request) {
  const auto host = HostOf(request.url);
  auto with_cookies = request;
  {
    const std::lock_guard lock(guard_);
    std::string line;
    for (const auto& [name, value] : cookies_[host]) line += (line.empty() ? "" : "; ") + name + "=" + value;
    if (!line.empty()) with_cookies.headers.emplace_back("Cookie", line);
  }
  auto outcome = client_.Send(with_cookies);
  if (!outcome) return outcome;
  const std::lock_guard lock(guard_);
  for (const auto& [name, value] : outcome->headers) {
    if (name != "set-cookie") continue;
    const auto pair = value.substr(0, value.find(';'));
    const auto equals = pair.find('=');
    if (equals != std::string::npos && equals > 0) cookies_[host][pair.substr(0, equals)] = pair.substr(equals + 1);
  }
  return outcome;
}

}  // namespace fxlake::env
