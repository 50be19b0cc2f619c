// SPDX-License-Identifier: Apache-2.0
#include "fxlake/telemetry/notify.h"

#include <optional>

namespace fxlake::telemetry {

Result<void> NotifyAll(const Notifiers& notifiers, const env::Notification& notification,
                       Telemetry& telemetry, const std::string& execution) {
  std::optional<Error> first;
  for (const auto& notifier : notifiers) {
    const auto reported = notifier->Notify(notification);
    if (reported) {
      telemetry.Emit(Event::notification_sent, {.execution = execution}, notification.subject,
                     JsonObject({{"to", notifier->Describe()}}));
      continue;
    }
    telemetry.Emit(Event::notification_failed, {.execution = execution}, reported.error().message(),
                   JsonObject({{"to", notifier->Describe()}}));
    if (!first) first = reported.error();
  }
  if (first) return *first;
  return {};
}

}  // namespace fxlake::telemetry
