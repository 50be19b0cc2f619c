// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/verify/leftovers.h"

namespace fxlake::verify {

struct CleanOptions {
  int keep_runs_days = 365;  // what runs left is older than that many days
  bool schedules = false;    // also states of schedules that cannot be read or are missing
};

// What may be removed, and why: leftovers, the objects of old runs, and files of the processed zone that
// belong to no source. Never a record, never what a record or the manifest names, never the run under way.
Result<std::vector<Leftover>> FindRemovable(const Survey& survey, const CleanOptions& options);

// Removes them. Errors: the store's.
Result<void> Remove(const lake::Lake& lake, const std::vector<Leftover>& removable);

}  // namespace fxlake::verify
