// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace fxlake::parquet {

// The maximum number of rows of a row group, both when writing and when reading.
inline constexpr std::size_t kMaxRowGroupRows = std::size_t{1} << 22;

// Row i has the value dictionary[codes[i]]. The dictionary may have unused entries, in any order; the written
// bytes depend on the rows only.
struct StringColumn {
  std::vector<std::uint32_t> codes;
  std::vector<std::string> dictionary;
  friend bool operator==(const StringColumn&, const StringColumn&) = default;
};

using Int64Column = std::vector<std::int64_t>;  // decimals (units), timestamps (microseconds), int64
using Int32Column = std::vector<std::int32_t>;  // dates (days)

using Column = std::variant<StringColumn, Int64Column, Int32Column>;

std::size_t RowCount(const Column& column);

// One column per field of the schema, or per requested field, all of the same length.
struct RowGroup {
  std::vector<Column> columns;

  std::size_t row_count() const { return columns.empty() ? 0 : RowCount(columns.front()); }
  const StringColumn& strings(std::size_t column) const { return std::get<StringColumn>(columns[column]); }
  const Int64Column& int64s(std::size_t column) const { return std::get<Int64Column>(columns[column]); }
  const Int32Column& int32s(std::size_t column) const { return std::get<Int32Column>(columns[column]); }
};

// Minimum and maximum of a column in a row group: numbers (dates as days), or text in byte order.
using Value = std::variant<std::int64_t, std::string>;
struct ValueRange {
  Value min;
  Value max;
  friend bool operator==(const ValueRange&, const ValueRange&) = default;
};

}  // namespace fxlake::parquet
