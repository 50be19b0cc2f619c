// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "fxlake/base/instant.h"
#include "fxlake/server/snapshot/snapshot.h"

namespace fxlake::server {

// What an answer is made of: one snapshot and one moment. Streams keep the snapshot as long as they need it.
struct View {
  std::shared_ptr<const Snapshot> snapshot;
  Instant now;
  Date today() const { return now.date(); }
};

// Days over which a rate is carried forward where none was published.
inline constexpr int kCarriedDays = 14;

}  // namespace fxlake::server
