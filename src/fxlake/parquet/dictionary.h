// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/parquet/row_group.h"

namespace fxlake::parquet {

// The dictionary entries of `column` that rows use, without duplicates and in byte order, and the new code of
// each old code.
struct UsedStrings {
  std::vector<std::uint32_t> old_codes;  // codes of the used entries, in byte order of their texts
  std::vector<std::uint32_t> new_codes;  // by old code; undefined for unused codes
};
// invalid_input for a code outside the dictionary and for text that is not UTF-8 or exceeds 16 MiB.
Result<UsedStrings> FindUsedStrings(const StringColumn& column);

// The distinct values in order of first occurrence, with the code of each row in `codes`. Returns false when
// there are so many that a dictionary would hardly be smaller than the values.
template <typename T>
bool BuildDictionary(std::span<const T> values, std::vector<T>& entries, std::vector<std::uint32_t>& codes);

}  // namespace fxlake::parquet
