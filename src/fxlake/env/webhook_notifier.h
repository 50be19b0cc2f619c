// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/env/http_client.h"
#include "fxlake/env/notifier.h"

namespace fxlake::env {

enum class WebhookShape {
  json,   // {"subject": .., "message": ..}
  slack,  // {"text": "*subject*\nmessage"}, for incoming webhooks of Slack, Mattermost and Rocket.Chat
};

// Posts each notification to a URL. Knowing such a URL is enough to post there, so it is a secret: messages
// show its scheme and host only.
class WebhookNotifier : public Notifier {
 public:
  // invalid_input unless `url` is http:// or https:// with a host.
  static Result<WebhookNotifier> Make(HttpClient& http, std::string url, WebhookShape shape);
  Result<void> Notify(const Notification& notification) override;
  std::string Describe() const override { return "webhook " + origin_; }

 private:
  WebhookNotifier(HttpClient& http, std::string url, WebhookShape shape, std::string origin)
      : http_(http), url_(std::move(url)), shape_(shape), origin_(std::move(origin)) {}

  HttpClient& http_;
  std::string url_;
  WebhookShape shape_;
  std::string origin_;
};

}  // namespace fxlake::env
