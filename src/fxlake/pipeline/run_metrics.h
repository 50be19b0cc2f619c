// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "fxlake/base/json.h"
#include "fxlake/env/object_store.h"
#include "fxlake/rates/calendar.h"
#include "fxlake/sources/language/catalog.h"
#include "fxlake/telemetry/telemetry.h"

namespace fxlake::pipeline {

// The number of publication days between the newest rate of a source and the newest one due on `today`.
std::int64_t StaleDays(const rates::Calendar& calendar, Date newest, Date today);

// Emits a run's events and publishes its metrics, from its report (docs/formats/lake.md), except the ages of
// sources. Does not flush.
void PublishRun(const Json& report, telemetry::Telemetry& telemetry);

// Publishes the age of each source in the report, by its own calendar. A source without rates has no age.
// Errors: the store's.
Result<void> PublishAges(const Json& report, env::ObjectStore& processed, const sources::Catalog& catalog,
                         Date today, telemetry::Telemetry& telemetry);

}  // namespace fxlake::pipeline
