// SPDX-License-Identifier: Apache-2.0
#include "fxlake/iceberg/data_file.h"

#include <algorithm>

#include "fxlake/parquet/reader.h"

namespace fxlake::iceberg {
namespace {

std::string LittleEndian(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i, value >>= 8) out.push_back(static_cast<char>(value & 0xFF));
  return out;
}

std::string ShortestBigEndian(std::int64_t value) {
  auto out = LittleEndian(static_cast<std::uint64_t>(value), 8);
  // A byte that only repeats the sign of the one below says nothing.
  while (out.size() > 1) {
    const bool below_negative = (static_cast<unsigned char>(out[out.size() - 2]) & 0x80) != 0;
    if (static_cast<unsigned char>(out.back()) != (below_negative ? 0xFF : 0x00)) break;
    out.pop_back();
  }
  std::ranges::reverse(out);
  return out;
}

}  // namespace

std::string EncodeInt(std::int32_t value) { return LittleEndian(static_cast<std::uint32_t>(value), 4); }

std::string EncodeBound(const parquet::Type& type, const parquet::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  const auto number = std::get<std::int64_t>(value);
  switch (type.kind) {
    case parquet::Type::Kind::decimal: return ShortestBigEndian(number);
    case parquet::Type::Kind::date: return EncodeInt(static_cast<std::int32_t>(number));
    default: return LittleEndian(static_cast<std::uint64_t>(number), 8);
  }
}

Result<DataFile> DescribeFile(const TableSchema& schema, std::string_view bytes) {
  ASSIGN_OR_RETURN(const auto reader, parquet::Reader::Open(bytes));
  if (reader.schema() != schema.columns) return InvalidInput("the file's columns are not those of the table");
  DataFile file{.path = {},
                .partition = {},
                .rows = static_cast<std::int64_t>(reader.row_count()),
                .bytes = static_cast<std::int64_t>(bytes.size())};
  for (std::size_t column = 0; column < schema.columns.fields.size(); ++column) {
    const auto& [name, type, id] = schema.columns.fields[column];
    std::optional<parquet::ValueRange> whole;
    bool known = reader.row_group_count() > 0;
    for (std::size_t group = 0; group < reader.row_group_count(); ++group) {
      const auto range = reader.range(group, column);
      known = known && range.has_value();
      if (!range) continue;
      if (!whole) whole = range;
      whole->min = std::min(whole->min, range->min);
      whole->max = std::max(whole->max, range->max);
    }
    if (!known) continue;
    file.lower_bounds[id] = EncodeBound(type, whole->min);
    file.upper_bounds[id] = EncodeBound(type, whole->max);
  }
  return file;
}

}  // namespace fxlake::iceberg
