// SPDX-License-Identifier: Apache-2.0
// Any bytes yield a value or an error. Seeds: tests/data/parquet.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <variant>

#include "fxlake/parquet/reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fxlake::parquet;
  ReadLimits limits;
  limits.page_bytes = 1 << 20;
  limits.row_group_bytes = 1 << 24;
  limits.row_group_rows = 100'000;
  const auto reader = Reader::Open(std::string_view(reinterpret_cast<const char*>(data), size), limits);
  if (!reader) return 0;
  for (std::size_t group = 0; group < reader->row_group_count() && group < 8; ++group) {
    for (std::size_t column = 0; column < reader->schema().fields.size(); ++column)
      (void)reader->range(group, column);
    const auto rows = reader->ReadRowGroup(group);
    if (!rows) continue;
    for (const auto& column : rows->columns) {
      if (RowCount(column) != reader->row_count(group)) std::abort();
      const auto* strings = std::get_if<StringColumn>(&column);
      if (strings == nullptr) continue;
      for (const auto code : strings->codes) {
        if (code >= strings->dictionary.size()) std::abort();
      }
    }
  }
  return 0;
}
