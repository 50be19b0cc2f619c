// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "fxlake/tables/partition_files.h"

namespace fxlake::tables {

// What has to be committed so that the open table `state` has the rows of the manifest; nothing when it has
// them. Reads the table's list of manifests, and of those only the ones of sources that changed. Errors:
// corrupt when a partition is not as the manifest names it.
Result<std::optional<iceberg::CommitRequest>> PlanCommit(const iceberg::TablePlace& place,
                                                         const iceberg::TableState& state, lake::Table table,
                                                         const lake::Manifest& manifest,
                                                         const PartitionBytes& known);

// Whether it has them.
Result<bool> IsPublished(const iceberg::TablePlace& place, const iceberg::TableState& state,
                         lake::Table table, const lake::Manifest& manifest);

}  // namespace fxlake::tables
