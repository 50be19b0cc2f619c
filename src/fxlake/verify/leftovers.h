// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/verify/survey.h"

namespace fxlake::verify {

// An object that nothing refers to and that is older than a day, so that no running process can be writing it
// or about to refer to it.
struct Leftover {
  std::string key;
  std::string what;
  bool in_raw = false;  // in the raw zone's store
  std::uint64_t size = 0;
};

// Bodies without a fetch record, rejected rows of deleted fetches, and files that killed processes left
// beside an object. Never a fetch record, never what a record or the manifest names.
Result<std::vector<Leftover>> FindLeftovers(const Survey& survey);

}  // namespace fxlake::verify
