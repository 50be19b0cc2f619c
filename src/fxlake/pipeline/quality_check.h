// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "fxlake/env/object_store.h"
#include "fxlake/quality/check_views.h"
#include "fxlake/quality/compile.h"
#include "fxlake/quality/verdict.h"
#include "fxlake/query/views.h"
#include "fxlake/sources/language/catalog.h"

namespace fxlake::pipeline {

// What the check views ask about on that day: the calendars of the sources that have data, and of those named
// besides.
Result<quality::CheckInputs> CheckInputsFor(env::ObjectStore& processed, const sources::Catalog& catalog,
                                            Date today, const std::vector<std::string>& besides = {});

// What the rules are checked with on a day: the lake's columns, those calendars, now() as the day's end.
quality::CompileOptions CheckOptions(const quality::CheckInputs& inputs, Date today, query::Dialect dialect);

// The same for a statement that holds on any day: those sources' calendars, and time by the engine's clock.
Result<quality::CompileOptions> UndatedCheckOptions(const sources::Catalog& catalog,
                                                    const std::vector<std::string>& sources,
                                                    query::Dialect dialect);

// Checks the rules (DQDL) over views that the engine already has. invalid_input when the rules do not parse.
Result<quality::QualityReport> CheckLake(query::Engine& engine, const std::string& rules,
                                         const quality::CompileOptions& options);

}  // namespace fxlake::pipeline
