// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "fxlake/iceberg/schema.h"
#include "fxlake/parquet/row_group.h"

namespace fxlake::iceberg {

// The partition that a file is of.
struct Partition {
  std::string group;
  int year = 0;  // 2026
  friend auto operator<=>(const Partition&, const Partition&) = default;
};

// A data file as a manifest tells of it. Bounds are by column id, in the encoding of single values that
// Iceberg's specification has in appendix D.
struct DataFile {
  std::string path;  // absolute
  Partition partition;
  std::int64_t rows = 0;
  std::int64_t bytes = 0;
  std::map<int, std::string> lower_bounds;
  std::map<int, std::string> upper_bounds;
  friend bool operator==(const DataFile&, const DataFile&) = default;
};

// Of a Parquet file's bytes, all but its path and partition: the bounds are those of its statistics. corrupt
// or invalid_input when it is none, or has other columns than the table.
Result<DataFile> DescribeFile(const TableSchema& schema, std::string_view bytes);

// A value in that encoding: text as it is, a decimal as the fewest bytes of two's complement, most
// significant first, dates and timestamps as 4 and 8 bytes, least significant first.
std::string EncodeBound(const parquet::Type& type, const parquet::Value& value);
std::string EncodeInt(std::int32_t value);

}  // namespace fxlake::iceberg
