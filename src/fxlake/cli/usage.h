// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "fxlake/cli/description.h"

// Building blocks of help and reference pages.
namespace fxlake::cli {

inline constexpr std::string_view kTagline =
    "Exchange rates of central banks in a data lake: every response is kept, every number is exact, "
    "and every rate can be traced to its source.";

inline constexpr std::string_view kConfigIntroduction =
    "The option --config or the variable FXLAKE_CONFIG names this file. Command-line options and "
    "environment variables take precedence over it. Relative paths in it are relative to its own "
    "folder.";

// "fxlake convert AMOUNT FROM TO [options]"
std::string UsageLine(const CommandDescription& command);
// "-f, --format table|csv"
std::string Signature(const Parameter& parameter);
// Help text with default, repetition and environment variable.
std::string Explanation(const Parameter& parameter);

using Rows = std::vector<std::pair<std::string, std::string>>;
// The arguments (`words`) or the options among the parameters, with their explanations.
Rows RowsOf(const std::vector<Parameter>& parameters, bool words);
Rows ExitCodes();
Rows EnvironmentVariables(const Description& description);
Rows ConfigKeys();

}  // namespace fxlake::cli
