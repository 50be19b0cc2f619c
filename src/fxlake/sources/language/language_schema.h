// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/base/json.h"

namespace fxlake::sources {

// The language of source files as a JSON schema (draft 2020-12), made of what the parser asks for.
Json LanguageSchema();

}  // namespace fxlake::sources
