// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/verify/leftovers.h"

namespace fxlake::verify {

struct CleanOptions {
  int keep_runs_days = 365;  // age in days above which the objects of runs are removable
  bool schedules = false;    // also unreadable or missing states of schedules
};

// The objects that may be removed, with reasons: leftovers, objects of old runs, and files of the processed
// zone that belong to no source. Never a fetch record, never what a record or the manifest names, never the
// running execution.
Result<std::vector<Leftover>> FindRemovable(const Survey& survey, const CleanOptions& options);

// Removes them. Errors: the store's.
Result<void> Remove(const lake::Lake& lake, const std::vector<Leftover>& removable);

}  // namespace fxlake::verify
