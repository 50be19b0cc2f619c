// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"
#include "fxlake/parquet/row_group.h"
#include "fxlake/parquet/schema.h"

namespace fxlake::parquet {

// A file of `size` bytes of which any range can be asked for.
struct Source {
  std::uint64_t size = 0;
  std::function<Result<std::string>(std::uint64_t offset, std::uint64_t length)> read;
};

// What a file may make the reader hold; beyond is an error. The defaults take every file of the usual
// writers.
struct ReadLimits {
  std::uint64_t footer_bytes = std::uint64_t{16} << 20;
  std::uint64_t page_bytes = std::uint64_t{128} << 20;  // after decompression
  std::uint64_t row_group_bytes = std::uint64_t{1}
                                  << 30;  // all that one ReadRowGroup decompresses and decodes
  std::uint64_t row_group_rows = kMaxRowGroupRows;
};

// Reads flat Parquet files of the types of schema.h: those of Writer, and those that DuckDB, pyarrow and
// Polars write of such tables: PLAIN, dictionary, DELTA_BINARY_PACKED and DELTA_LENGTH_BYTE_ARRAY pages,
// versions 1 and 2, plain, snappy, gzip or zstd. Decimals of any physical type and integers of up to 64 bits
// become 64-bit numbers. Columns declared optional are taken. Errors: corrupt (the bytes break the format or
// a limit), invalid_input (a sound file with something that is not read here, called by its name: an
// encoding, codec, type, nested column, encryption; a null), and what the source says. After Open it does not
// change: safe to use from several threads if the source is.
class Reader {
 public:
  // `bytes` is the whole file and outlives the reader.
  static Result<Reader> Open(std::string_view bytes, const ReadLimits& limits = {});
  // Asks for the end of the file, and later for the column chunks that are wanted; a small file is asked for
  // once.
  static Result<Reader> Open(Source source, const ReadLimits& limits = {});
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  const Schema& schema() const;
  const KeyValues& metadata() const;
  std::uint64_t row_count() const;
  std::size_t row_group_count() const;
  std::uint64_t row_count(std::size_t row_group) const;
  // From the statistics; nothing when the file has none that can be trusted.
  std::optional<ValueRange> range(std::size_t row_group, std::size_t column) const;

  Result<RowGroup> ReadRowGroup(std::size_t row_group) const;
  // Only these columns, in this order.
  Result<RowGroup> ReadRowGroup(std::size_t row_group, std::span<const std::size_t> columns) const;

 private:
  struct State;
  explicit Reader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace fxlake::parquet
