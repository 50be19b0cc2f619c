// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/base/result.h"

namespace fxlake::sources {

// The text at a path of an XML or JSON document, which is a document itself: SOAP answers hold XML as text. invalid_input when it is not
// there.
Result<std::string> Unwrap(const std::string& document, const std::vector<std::string>& path);

}  // namespace fxlake::sources
