// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "fxlake/env/object_store.h"
#include "fxlake/iceberg/table.h"
#include "fxlake/lake/manifest.h"

namespace fxlake::tables {

// Partitions that a process has in memory, by their SHA-256.
using PartitionBytes = std::map<std::string, std::string>;

// A partition of the lake as a data file of its open table.
struct TableFile {
  iceberg::DataFile file;  // with its absolute path
  env::PutRequest put;
};

// Turns a partition that the manifest names into the file of the open table at `place`; it is read unless it
// is in `known`. corrupt when it is not the one that the manifest names.
Result<TableFile> MakeTableFile(const iceberg::TablePlace& place, const std::string& source,
                                lake::PartitionId id, const lake::PartitionInfo& info,
                                const PartitionBytes& known);

// The partitions of one source in one table, by year.
using Years = std::map<int, const lake::PartitionInfo*>;
Years YearsOf(const lake::SourceState& state, lake::Table table);
// 16 hexadecimal digits that say what they are.
std::string DigestOf(const Years& years);
// The same of every source.
std::string DigestOf(const lake::Manifest& manifest, lake::Table table);

}  // namespace fxlake::tables
