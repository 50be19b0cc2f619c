// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/base/json.h"

namespace fxlake::sources {

// A JSON schema (draft 2020-12) for source files, derived from the parser.
Json LanguageSchema();

}  // namespace fxlake::sources
