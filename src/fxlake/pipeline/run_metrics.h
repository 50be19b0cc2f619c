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

// Publication days between the newest rate that a source has and the newest that is due on `today`.
std::int64_t StaleDays(const rates::Calendar& calendar, Date newest, Date today);

// Tells what a run did, by its report (docs/formats/lake.md): its events, and every metric but those of the
// sources' age. Does not flush.
void PublishRun(const Json& report, telemetry::Telemetry& telemetry);

// Measures how old each of the report's sources is, by its own calendar. A source without any rate has no
// age. Errors: the store's.
Result<void> PublishAges(const Json& report, env::ObjectStore& processed, const sources::Catalog& catalog,
                         Date today, telemetry::Telemetry& telemetry);

}  // namespace fxlake::pipeline
