// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/snapshot/lake_records.h"

#include <algorithm>

namespace fxlake::server {

const RunRecord* LakeRecords::FindRunOf(std::string_view fetch_record) const {
  const auto found = std::ranges::find_if(runs, [&](const auto& run) {
    return std::ranges::find(run.fetches, fetch_record) != run.fetches.end();
  });
  return found == runs.end() ? nullptr : &*found;
}

}  // namespace fxlake::server
