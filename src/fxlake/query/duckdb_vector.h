// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fxlake/query/duckdb_type.h"

namespace fxlake::query {

// One column of one chunk, readable as text by the rules of ValueKind. Valid as long as its chunk and `type`.
class DuckDbVector {
 public:
  DuckDbVector(const DuckDbLibrary& library, const DuckDbType& type, duckdb_vector vector);

  bool IsNull(std::uint64_t row) const {
    return validity_ != nullptr && (validity_[row / 64] >> (row % 64) & 1) == 0;
  }
  // Appends the text of a non-null value.
  void AppendText(std::uint64_t row, std::string& out) const;

 private:
  template <typename T>
  const T& At(std::uint64_t row) const {
    return static_cast<const T*>(data_)[row];
  }
  __int128 IntegerAt(duckdb_type type, std::uint64_t row) const;
  void AppendNested(std::uint64_t row, std::string& out) const;
  void AppendChild(std::size_t child, std::uint64_t row, std::string& out) const;

  const DuckDbType& type_;
  const void* data_;
  const std::uint64_t* validity_;
  std::vector<DuckDbVector> children_;
};

}  // namespace fxlake::query
