// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "fxlake/env/notifier.h"
#include "fxlake/telemetry/telemetry.h"

namespace fxlake::telemetry {

using Notifiers = std::vector<std::unique_ptr<env::Notifier>>;

// Sends a notification through all notifiers, even when some fail; each outcome is emitted as an event of
// `execution`. Returns the first error.
Result<void> NotifyAll(const Notifiers& notifiers, const env::Notification& notification,
                       Telemetry& telemetry, const std::string& execution);

}  // namespace fxlake::telemetry
