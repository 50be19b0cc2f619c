// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/verify/survey.h"

namespace fxlake::verify {

// An object that nobody reads and that is older than a day, so that no process at work can be writing or
// about to name it.
struct Leftover {
  std::string key;
  std::string what;
  bool in_raw = false;  // in the store of the raw zone
  std::uint64_t size = 0;
};

// Bodies without a record, refused rows of visits that are gone, files that killed processes left beside an
// object. Never a record, never what a record or the manifest names.
Result<std::vector<Leftover>> FindLeftovers(const Survey& survey);

}  // namespace fxlake::verify
