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

// Reads column chunks of one row group, one after another. What the pages claim is bounded by `limits`, over
// all chunks together.
class ChunkReader {
 public:
  explicit ChunkReader(const ReadLimits& limits) : limits_(limits), bytes_left_(limits.row_group_bytes) {}

  // `bytes` are those of `chunk`, from its first page on. The column has chunk.values rows. Errors as Reader
  // says.
  Result<Column> Read(const Type& type, const ColumnLayout& layout, const Chunk& chunk,
                      std::string_view bytes);

 private:
  template <typename Decoder>
  Result<Column> ReadPages(Decoder decoder, const ColumnLayout& layout, const Chunk& chunk,
                           std::string_view bytes);
  // corrupt when what was read so far and `bytes` more are beyond the limit.
  Result<void> Spend(std::uint64_t bytes);

  ReadLimits limits_;
  std::uint64_t bytes_left_;
  Decompressor decompressor_;
};

}  // namespace fxlake::parquet
