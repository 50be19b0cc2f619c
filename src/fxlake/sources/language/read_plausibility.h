// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/sources/language/plausibility_spec.h"
#include "fxlake/sources/language/table_reader.h"

namespace fxlake::sources {

// The table [plausibility] of a source file, or the defaults.
PlausibilitySpec ReadPlausibility(TableReader& table);

}  // namespace fxlake::sources
