// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/cli/session.h"

// The history of the ECB's rates that a package carries, for a start without a network.
namespace fxlake::cli {

inline constexpr std::string_view kCarriedSource = "ecb";
// The last day that the file has rates of: for a later "today" its rates would be stale.
inline constexpr auto kCarriedHistoryEnds = Date::Of(2026, 10, 30);

// The file: FXLAKE_HISTORY, or in share/fxlake beside the program. not_found that names where it was looked
// for.
Result<std::string> FindCarriedHistory(const ProcessEnvironment& environment);

// One run from that file as of its last day, when the lake has no rates yet; else nothing. Its report goes to
// standard error. Errors besides the run's: internal when a check failed.
Result<void> SeedLake(const Session& session);

}  // namespace fxlake::cli
