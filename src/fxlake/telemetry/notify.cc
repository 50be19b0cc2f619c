// SPDX-License-Identifier: Apache-2.0
#include "fxlake/telemetry/notify.h"

#include <optional>

namespace fxlake::telemetry {

Result<void> NotifyAll(const Notifiers& notifiers, const env::Notification& notification, Telemetry& telemetry,
                       const std::string& execution) {
  std::optional<Error> first;
  for (const auto& notifier : notifiers) {
    const auto told = notifier->Notify(notification);
    if (told) {
      telemetry.Tell(Event::notification_sent, {.execution = execution}, notification.subject, JsonObject({{"to", notifier->Describe()}}));
      continue;
    }
    telemetry.Tell(Event::notification_failed, {.execution = execution}, told.error().message(),
                   JsonObject({{"to", notifier->Describe()}}));
    if (!first) first = told.error();
  }
  if (first) return *first;
  return {};
}

}  // namespace fxlake::telemetry
