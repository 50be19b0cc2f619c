// SPDX-License-Identifier: Apache-2.0
#include "fxlake/lake/open_table_file.h"

#include <fmt/format.h>

namespace fxlake::lake {

std::string OpenTablesFolder() { return "tables/"; }

std::string OpenTableFolder(Table table) { return fmt::format("{}{}", OpenTablesFolder(), NameOf(table)); }

std::string OpenTableFileKey(std::string_view source, PartitionId partition, std::string_view sha256) {
  return fmt::format("{}/data/source={}/year={:04}/{}.parquet", OpenTableFolder(partition.table), source,
                     partition.year, sha256.substr(0, 16));
}

}  // namespace fxlake::lake
