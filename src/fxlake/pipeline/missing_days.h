// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "fxlake/base/instant.h"
#include "fxlake/lake/manifest.h"
#include "fxlake/sources/language/spec.h"

namespace fxlake::pipeline {

// The newest day whose rates should be out by now: by the source's calendar and the hour at which it
// publishes.
Date NewestExpected(const sources::Spec& spec, Instant now);

// The publication days, from the first day that the lake has of a source to the newest that should be out, on
// which it has no rate at all. None of a source that the lake does not know. Errors: the store's.
Result<std::vector<Date>> MissingDays(env::ObjectStore& processed, const lake::Manifest& manifest,
                                      const sources::Spec& spec, Instant now);

}  // namespace fxlake::pipeline
