// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/env/clock.h"
#include "fxlake/env/notifier.h"
#include "fxlake/env/random.h"

namespace fxlake::env {

struct MailSettings {
  std::string server;  // smtp://host:587 (STARTTLS required) or smtps://host:465 (TLS from the start)
  std::string user;    // "": no authentication
  std::string password;
  std::string from;  // an address: rates@example.org
  std::vector<std::string> to;
  std::string authorities_file;  // PEM of trusted authorities; "": the system's
};

// The message as sent (RFC 5322, MIME): UTF-8 encoded in Base64, so that no text can inject a header or end
// the message. `id` must be unique.
std::string MailMessage(const MailSettings& settings, const Notification& notification, Instant now,
                        std::string_view id);

// Sends each notification by e-mail, always encrypted: denied when the server lacks STARTTLS.
class MailNotifier : public Notifier {
 public:
  // invalid_input unless the server is a URL as above and the addresses are valid.
  static Result<MailNotifier> Make(MailSettings settings, Clock& clock, Random& random);
  Result<void> Notify(const Notification& notification) override;
  std::string Describe() const override;

 private:
  MailNotifier(MailSettings settings, Clock& clock, Random& random)
      : settings_(std::move(settings)), clock_(clock), random_(random) {}

  MailSettings settings_;
  Clock& clock_;
  Random& random_;
};

}  // namespace fxlake::env
