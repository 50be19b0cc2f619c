// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/base/result.h"

namespace fxlake::sources {

// The structure of a body, as text for the author of a source file: the format; for JSON and XML each path
// with its number of occurrences and first values; for pages, workbooks, CSV and text each table with its
// first records, cells in the order of `#1`, `#2` ... Errors: invalid_input for a body that does not have the
// recognized format.
Result<std::string> Look(const std::string& bytes);

}  // namespace fxlake::sources
