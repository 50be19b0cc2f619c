// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "fxlake/env/clock.h"
#include "fxlake/lake/manifest.h"

// Reading what the manifest names, and only bytes that it vouches for.
namespace fxlake::lake {

// The bytes of a partition; corrupt, with the command that mends it, unless their SHA-256 is the manifest's.
Result<std::string> ReadPartition(env::ObjectStore& processed, const std::string& source, PartitionId id,
                                  const PartitionInfo& info);

// Calls `read` with the manifest as it is now, and again with that of then while it finds something corrupt,
// for about a second: a commit writes its partitions before the manifest that names them.
Result<void> ReadCommitted(env::ObjectStore& processed, env::Clock& clock,
                           const std::function<Result<void>(const Manifest&)>& read);

}  // namespace fxlake::lake
