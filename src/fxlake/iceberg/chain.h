// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "fxlake/iceberg/table.h"

namespace fxlake::iceberg {

// An object that a table's snapshots name.
struct NamedFile {
  std::int64_t bytes = -1;  // as whoever names it says; -1: nobody says
  bool is_data = false;
};

// All that the snapshots of a table name, directly or through others, by key.
struct Chain {
  std::map<std::string, NamedFile> files;
  std::map<std::string, std::string> problems;  // by key or path, what is wrong with it
};

// Follows every snapshot: its list, the manifests of that, the data files of those. What is missing or cannot
// be read is a problem of the chain; an error is the store's only.
Result<Chain> FollowChain(const TablePlace& place, const TableSchema& schema, const TableMetadata& metadata);

}  // namespace fxlake::iceberg
