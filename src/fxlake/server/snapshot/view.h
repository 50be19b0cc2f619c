// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "fxlake/base/instant.h"
#include "fxlake/server/snapshot/snapshot.h"

namespace fxlake::server {

// Input of a response: one snapshot and one time. Streams keep the snapshot alive as long as they need it.
struct View {
  std::shared_ptr<const Snapshot> snapshot;
  Instant now;
  Date today() const { return now.date(); }
};

// Days for which a rate is carried forward when none was published.
inline constexpr int kCarriedDays = 14;

}  // namespace fxlake::server
