// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/parquet/row_group.h"

namespace fxlake::parquet {

// The entries of `column` that some row uses, each text once, in byte order; and to each old code the new
// one.
struct UsedStrings {
  std::vector<std::uint32_t> old_codes;  // of the entries, in byte order of their texts
  std::vector<std::uint32_t> new_codes;  // by old code; of no meaning for codes that no row uses
};
// invalid_input for a code outside of the dictionary and for text that is not UTF-8 or longer than 16 MiB.
Result<UsedStrings> FindUsedStrings(const StringColumn& column);

// The distinct values in the order of their first row, with the code of each row in `codes`. Gives up, and
// says false, when there are so many that a dictionary would hardly be smaller than the values themselves.
template <typename T>
bool BuildDictionary(std::span<const T> values, std::vector<T>& entries, std::vector<std::uint32_t>& codes);

}  // namespace fxlake::parquet
