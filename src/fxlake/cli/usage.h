// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "fxlake/cli/description.h"

// Pieces of which help and reference are put together.
namespace fxlake::cli {

inline constexpr std::string_view kTagline =
    "Exchange rates of central banks in a data lake that can be trusted: every byte kept, every number "
    "exact, every figure traceable.";

inline constexpr std::string_view kConfigIntroduction =
    "The file that --config or FXLAKE_CONFIG names says what neither an option nor an environment variable "
    "does. Paths in it are seen from "
    "its own folder.";

// "fxlake convert AMOUNT FROM TO [options]"
std::string UsageLine(const CommandDescription& command);
// "-f, --format table|csv"
std::string Signature(const Parameter& parameter);
// Its help with default, repetition and environment variable.
std::string Explanation(const Parameter& parameter);

using Rows = std::vector<std::pair<std::string, std::string>>;
Rows ExitCodes();
Rows EnvironmentVariables(const Description& description);
Rows ConfigKeys();

}  // namespace fxlake::cli
