// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/cli/session.h"

// The checks of `fxlake doctor`. Each does one thing and tells what it found; none fails otherwise than by
// its finding.
namespace fxlake::cli {

struct Finding {
  std::string what;
  bool ok = false;
  std::string found;  // what there is, or what is wrong
  std::string hint;   // what to do when it is wrong
};

Finding CheckLakeWritable(Session& session);  // puts an object under runs/, reads and deletes it
std::vector<Finding> CheckLake(Session& session, bool deep);  // each check of `fxlake verify`
Finding CheckSources(Session& session);
std::vector<Finding> CheckDuckDb(Session& session);  // asks it; of a bucket in both ways
Finding CheckCurl();
Finding CheckClock(Session& session);  // not before the newest rate or visit of the lake

}  // namespace fxlake::cli
