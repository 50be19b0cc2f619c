// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/cli/session.h"

// The checks of `fxlake doctor`. Each checks one thing; a failure is reported as a finding, never as an
// error.
namespace fxlake::cli {

struct Finding {
  std::string what;
  bool ok = false;
  std::string found;  // what was found, or what is wrong
  std::string hint;   // how to fix it
};

Finding CheckLakeWritable(Session& session);  // writes, reads and deletes an object under runs/
std::vector<Finding> CheckLake(Session& session, bool deep);  // each check of `fxlake verify`
Finding CheckSources(Session& session);
std::vector<Finding> CheckDuckDb(Session& session);  // asks it; of a bucket in both ways
Finding CheckCurl();
// the system clock is not earlier than the newest rate or fetch of the lake
Finding CheckClock(Session& session);

}  // namespace fxlake::cli
