// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/quality/token_reader.h"

namespace fxlake::quality {

// Reads = ["key" = "value", ...] after `labels` or `DefaultLabels`, and gives the keys: at most ten with
// those by default, each once, no key and no value empty or too long.
Result<std::vector<std::string>> ReadLabels(TokenReader& reader, const std::vector<std::string>& by_default);

}  // namespace fxlake::quality
