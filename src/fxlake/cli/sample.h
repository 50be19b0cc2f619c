// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/cli/session.h"

namespace fxlake::cli {

// A bank's response, from a file or a URL.
Result<std::string> ReadSample(Session& session, const std::string& sample);

}  // namespace fxlake::cli
