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

// Which of the partitions, by index, `sql` reads by DuckDB's own plan for it: that tells by which conditions
// on source and year files are chosen, and how many are. All of them when the plan does not tell, or the
// conditions choose another number.
std::vector<std::size_t> ScannedPartitions(query::DuckDbEngine& engine, const std::string& sql,
                                           std::span<const SourcePartition> partitions);

}  // namespace fxlake::pipeline
