// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "fxlake/base/instant.h"
#include "fxlake/lake/manifest.h"
#include "fxlake/sources/language/spec.h"

namespace fxlake::pipeline {

// The newest date whose rates should be published by now, according to the source's calendar and publication
// hour.
Date NewestExpected(const sources::Spec& spec, Instant now);

// The publication days between the source's first date in the lake and the newest expected one without any
// rate. Empty for a source that the lake does not have. Errors: the store's.
Result<std::vector<Date>> MissingDays(env::ObjectStore& processed, const lake::Manifest& manifest,
                                      const sources::Spec& spec, Instant now);

}  // namespace fxlake::pipeline
