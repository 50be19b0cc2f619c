// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "fxlake/lake/keys.h"
#include "fxlake/query/duckdb_engine.h"

namespace fxlake::pipeline {

struct SourcePartition {
  std::string source;
  lake::PartitionId id;
};

// The indices of the partitions that `sql` reads, from DuckDB's plan, which shows the conditions on source
// and year that select files, and the number of files. Returns all when the plan does not show them or the
// conditions select another number of files.
std::vector<std::size_t> ScannedPartitions(query::DuckDbEngine& engine, const std::string& sql,
                                           std::span<const SourcePartition> partitions);

}  // namespace fxlake::pipeline
