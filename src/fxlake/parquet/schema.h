// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fxlake/base/result.h"

namespace fxlake::parquet {

// The type of a column. Decimals are integers in units of 10^-scale, dates are days since 1970-01-01,
// timestamps are microseconds since 1970-01-01T00:00:00Z.
struct Type {
  enum class Kind { string, decimal, date, timestamp, int64 };

  Kind kind = Kind::int64;
  int precision = 0;  // for decimals: total digits, 1 to 18
  int scale = 0;      // for decimals: digits after the point, 0 to precision

  static constexpr Type String() { return {Kind::string}; }
  static constexpr Type Decimal(int precision, int scale) { return {Kind::decimal, precision, scale}; }
  static constexpr Type Date() { return {Kind::date}; }
  static constexpr Type Timestamp() { return {Kind::timestamp}; }
  static constexpr Type Int64() { return {Kind::int64}; }

  std::string ToString() const;  // decimal(18,10)
  friend bool operator==(const Type&, const Type&) = default;
};

struct Field {
  std::string name;
  Type type;
  std::int32_t id = 0;  // by which table formats know the column whatever its name; 0: none
  // Whether they mean the same column: whoever wrote the file may have numbered its columns.
  friend bool operator==(const Field& a, const Field& b) { return a.name == b.name && a.type == b.type; }
};

// The columns of a flat table. Nulls are not supported.
struct Schema {
  std::vector<Field> fields;

  std::optional<std::size_t> Find(std::string_view name) const;
  // invalid_input unless there are columns, their names are distinct UTF-8, and decimals fit 64 bits.
  Result<void> Check() const;
  friend bool operator==(const Schema&, const Schema&) = default;
};

// Key-value metadata of a file, in order.
using KeyValues = std::vector<std::pair<std::string, std::string>>;

}  // namespace fxlake::parquet
