// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/json.h"
#include "fxlake/parquet/schema.h"

namespace fxlake::iceberg {

// What a table is, whatever it holds: its columns, each with an id, by which of them its files are grouped
// and sorted. Files are partitioned by the column `group` (identity) and by the year of the column `day`.
struct TableSchema {
  parquet::Schema columns;
  std::string group;                   // a string
  std::string day;                     // a date
  std::vector<std::string> sorted_by;  // of each file's rows, ascending
};

inline constexpr int kGroupFieldId = 1000;
inline constexpr int kYearFieldId = 1001;
inline constexpr std::string_view kYearField = "day_year";

// "decimal(18, 10)"
std::string TypeName(const parquet::Type& type);

// As Iceberg's specification, appendix C, has them.
Json SchemaJson(const TableSchema& schema);
Json PartitionFieldsJson(const TableSchema& schema);
Json PartitionSpecJson(const TableSchema& schema);
Json SortOrderJson(const TableSchema& schema);
// By which a reader finds the columns of files that carry no ids.
Json NameMappingJson(const TableSchema& schema);
inline constexpr int kSortOrderId = 1;

// The Avro schemas of the two kinds of files.
const Json& ManifestListSchema();
Json ManifestEntrySchema(const TableSchema& schema);

}  // namespace fxlake::iceberg
