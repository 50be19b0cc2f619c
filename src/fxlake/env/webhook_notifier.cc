// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/webhook_notifier.h"

#include "fxlake/base/json.h"

namespace fxlake::env {
namespace {

constexpr std::uint64_t kMaxAnswer = std::uint64_t{1} << 20;
constexpr std::chrono::milliseconds kTimeout{20'000};

// Slack's three control characters (its reference "Formatting text for app surfaces").
std::string SlackText(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      default: out += c;
    }
  }
  return out;
}

Error StatusError(int status, const std::string& message) {
  switch (status) {
    case 401:
    case 403: return Denied(message);
    case 404:
    case 410: return NotFound(message);
    case 429: return Throttled(message);
    default: return status >= 400 && status < 500 ? InvalidInput(message) : Unavailable(message);
  }
}

}  // namespace

Result<WebhookNotifier> WebhookNotifier::Make(HttpClient& http, std::string url, WebhookShape shape) {
  const std::string_view view(url);
  const auto scheme =
      view.starts_with("https://") ? std::string_view("https://") : std::string_view("http://");
  const auto authority = view.substr(0, view.find_first_of("/?#", std::min(scheme.size(), view.size())));
  const auto host =
      authority.substr(std::min(authority.size(), std::max(scheme.size(), authority.rfind('@') + 1)));
  if (!view.starts_with(scheme) || host.empty())
    return InvalidInput("reading the URL of a webhook: it must begin with https:// and a host");
  auto origin = std::string(scheme) + std::string(host);
  return WebhookNotifier(http, std::move(url), shape, std::move(origin));
}

Result<void> WebhookNotifier::Notify(const Notification& notification) {
  const auto& [subject, message] = notification;
  const auto body = shape_ == WebhookShape::slack
                        ? JsonObject({{"text", "*" + SlackText(subject) + "*\n" + SlackText(message)}})
                        : JsonObject({{"subject", subject}, {"message", message}});
  const auto answer = http_.Send({.method = "POST",
                                  .url = url_,
                                  .headers = {{"Content-Type", "application/json"}},
                                  .body = body.Dump(),
                                  .timeout = kTimeout,
                                  .max_bytes = kMaxAnswer});
  const auto doing = "notifying " + Describe() + ": ";
  // The HTTP client's message contains the URL, which is secret.
  if (!answer)
    return Error(answer.error().kind(),
                 doing + "the request failed (" + std::string(TraitsOf(answer.error().kind()).name) + ")");
  if (answer->status < 200 || answer->status > 299)
    return StatusError(answer->status, doing + "the response has status " + std::to_string(answer->status));
  return {};
}

}  // namespace fxlake::env
