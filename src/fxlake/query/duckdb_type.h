// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/query/duckdb_library.h"
#include "fxlake/query/engine.h"

namespace fxlake::query {

// A DuckDB type with its nested types.
struct DuckDbType {
  duckdb_type id = DUCKDB_TYPE_INVALID;
  duckdb_type physical = DUCKDB_TYPE_INVALID;  // for decimals and enums: the underlying integer type
  std::uint8_t width = 0;                      // for decimals
  std::uint8_t scale = 0;
  std::uint64_t array_size = 0;
  std::vector<std::string> names;    // field names of a struct; the values of an enum
  std::vector<DuckDbType> children;  // list, array: the element; map: key, value; struct: its fields

  std::string Name() const;  // in DuckDB's notation: DECIMAL(18,10), INTEGER[]
  ValueKind Kind() const;
};

// invalid_input for a type without a text form here (BIT, UNION, TIME WITH TIME ZONE ...); the query must
// cast it.
Result<DuckDbType> DescribeDuckDbType(const DuckDbLibrary& library, duckdb_logical_type type);

}  // namespace fxlake::query
