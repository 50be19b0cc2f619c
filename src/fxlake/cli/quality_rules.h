// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "fxlake/cli/session.h"

namespace fxlake::cli {

// The quality rules (DQDL): of `file`, else of the configured file, else the built-in ones.
Result<std::string> ReadRules(Session& session, const std::optional<std::string>& file);

}  // namespace fxlake::cli
