// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "fxlake/env/clock.h"
#include "fxlake/lake/manifest.h"

// Reads partitions that the manifest names, verified against its hashes.
namespace fxlake::lake {

// The bytes of a partition; corrupt, with the repair command, unless their SHA-256 is the manifest's.
Result<std::string> ReadPartition(env::ObjectStore& processed, const std::string& source, PartitionId id,
                                  const PartitionInfo& info);

// Calls `read` with the current manifest, and retries with a newer one for about a second while `read`
// returns corrupt: a commit writes partitions before the manifest that names them.
Result<void> ReadCommitted(env::ObjectStore& processed, env::Clock& clock,
                           const std::function<Result<void>(const Manifest&)>& read);

}  // namespace fxlake::lake
