// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "fxlake/base/result.h"
#include "fxlake/parquet/codec.h"
#include "fxlake/parquet/footer.h"
#include "fxlake/parquet/reader.h"
#include "fxlake/parquet/row_group.h"

namespace fxlake::parquet {

// Reads column chunks of one row group in turn. `limits` bounds the sizes that the pages claim, over all
// chunks together.
class ChunkReader {
 public:
  explicit ChunkReader(const ReadLimits& limits) : limits_(limits), bytes_left_(limits.row_group_bytes) {}

  // `bytes` are the bytes of `chunk`, from its first page. The column has chunk.values rows. Errors: see
  // Reader.
  Result<Column> Read(const Type& type, const ColumnLayout& layout, const Chunk& chunk,
                      std::string_view bytes);

 private:
  template <typename Decoder>
  Result<Column> ReadPages(Decoder decoder, const ColumnLayout& layout, const Chunk& chunk,
                           std::string_view bytes);
  // corrupt when the bytes read so far plus `bytes` exceed the limit.
  Result<void> Spend(std::uint64_t bytes);

  ReadLimits limits_;
  std::uint64_t bytes_left_;
  Decompressor decompressor_;
};

}  // namespace fxlake::parquet
