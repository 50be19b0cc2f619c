// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/lake/rate_table.h"
#include "fxlake/parquet/schema.h"

// The zone of open tables (docs/formats/iceberg.md): where its objects lie, and what its data files are.
namespace fxlake::lake {

std::string OpenTablesFolder();            // tables/
std::string OpenTableFolder(Table table);  // tables/exchange_rates, without a slash
// tables/exchange_rates/data/source=ecb/year=2026/0123456789abcdef.parquet
std::string OpenTableFileKey(std::string_view source, PartitionId partition, std::string_view sha256);

// The columns of a partition and its source, each with an id that never changes.
const parquet::Schema& OpenTableSchema(Table table);
// A partition as a data file. The bytes depend on the arguments alone, not on the order of origins.
Result<std::string> EncodeOpenTableFile(Table table, std::string_view source, const RateRows& rows);

}  // namespace fxlake::lake
