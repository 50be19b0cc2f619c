// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/query/duckdb_library.h"
#include "fxlake/query/engine.h"

namespace fxlake::query {

// A DuckDB type taken apart, with the types inside it.
struct DuckDbType {
  duckdb_type id = DUCKDB_TYPE_INVALID;
  duckdb_type physical = DUCKDB_TYPE_INVALID;  // of decimals and enums: the integer that holds them
  std::uint8_t width = 0;                      // of decimals
  std::uint8_t scale = 0;
  std::uint64_t array_size = 0;
  std::vector<std::string> names;    // of a struct's fields; the values of an enum
  std::vector<DuckDbType> children;  // list, array: the element; map: key, value; struct: its fields

  std::string Name() const;  // as DuckDB writes it: DECIMAL(18,10), INTEGER[]
  ValueKind Kind() const;
};

// invalid_input for a type whose values have no text here (BIT, UNION, TIME WITH TIME ZONE ...): cast those
// in the query.
Result<DuckDbType> DescribeDuckDbType(const DuckDbLibrary& library, duckdb_logical_type type);

}  // namespace fxlake::query
