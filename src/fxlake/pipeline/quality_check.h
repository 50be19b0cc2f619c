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

// Inputs of the check views for a day: the calendars of the sources that have data, and of those in
// `additional`.
Result<quality::CheckInputs> CheckInputsFor(env::ObjectStore& processed, const sources::Catalog& catalog,
                                            Date today, const std::vector<std::string>& additional = {});

// Options to compile the rules for a day: the lake's columns, those calendars, and now() as the end of the
// day.
quality::CompileOptions CheckOptions(const quality::CheckInputs& inputs, Date today, query::Dialect dialect);

// As above for a statement that is valid on any day: the calendars of the given sources, and the engine's
// clock.
Result<quality::CompileOptions> UndatedCheckOptions(const sources::Catalog& catalog,
                                                    const std::vector<std::string>& sources,
                                                    query::Dialect dialect);

// Checks the rules (DQDL) over views that exist in the engine. invalid_input when the rules do not parse.
Result<quality::QualityReport> CheckLake(query::Engine& engine, const std::string& rules,
                                         const quality::CompileOptions& options);

}  // namespace fxlake::pipeline
