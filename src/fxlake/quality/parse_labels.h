// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/quality/token_reader.h"

namespace fxlake::quality {

// Parses = ["key" = "value", ...] after `labels` or `DefaultLabels` and returns the keys: at most ten
// including those in `by_default`, each unique; keys and values are neither empty nor too long.
Result<std::vector<std::string>> ReadLabels(TokenReader& reader, const std::vector<std::string>& by_default);

}  // namespace fxlake::quality
