// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/sources/language/row_path.h"

namespace fxlake::sources {

// The text at a path in an XML, HTML or JSON document. invalid_input when there is none.
Result<std::string> Unwrap(const std::string& document, const FieldPath& path);

}  // namespace fxlake::sources
