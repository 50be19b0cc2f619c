// SPDX-License-Identifier: Apache-2.0
#include "fxlake/parquet/row_group.h"

namespace fxlake::parquet {

std::size_t RowCount(const Column& column) {
  if (const auto* strings = std::get_if<StringColumn>(&column)) return strings->codes.size();
  if (const auto* int64s = std::get_if<Int64Column>(&column)) return int64s->size();
  return std::get<Int32Column>(column).size();
}

}  // namespace fxlake::parquet
