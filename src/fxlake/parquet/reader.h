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

// A file of `size` bytes with random access.
struct Source {
  std::uint64_t size = 0;
  std::function<Result<std::string>(std::uint64_t offset, std::uint64_t length)> read;
};

// Limits on the memory that a file may make the reader use; exceeding one is an error. The defaults accept
// all files of common writers.
struct ReadLimits {
  std::uint64_t footer_bytes = std::uint64_t{16} << 20;
  std::uint64_t page_bytes = std::uint64_t{128} << 20;  // after decompression
  std::uint64_t row_group_bytes = std::uint64_t{1}
                                  << 30;  // everything that one ReadRowGroup decompresses and decodes
  std::uint64_t row_group_rows = kMaxRowGroupRows;
};

// Reads flat Parquet files with the types of schema.h: those of Writer, and those that DuckDB, pyarrow and
// Polars write for such tables.
// Supported: PLAIN, dictionary, DELTA_BINARY_PACKED and DELTA_LENGTH_BYTE_ARRAY pages, data page versions 1
// and 2, uncompressed, snappy, gzip or zstd. Decimals of any physical type and integers of up to 64 bits
// become 64-bit numbers. Optional columns are accepted if they have no nulls.
// Errors: corrupt (the bytes violate the format or a limit); invalid_input (a valid file with an unsupported
// feature, which the message names: an encoding, codec, type, nested column, encryption, a null); the
// source's errors. Immutable after Open: as thread-safe as the source.
class Reader {
 public:
  // `bytes` is the whole file and must outlive the reader.
  static Result<Reader> Open(std::string_view bytes, const ReadLimits& limits = {});
  // Reads the end of the file now and column chunks on demand; a small file is read once.
  static Result<Reader> Open(Source source, const ReadLimits& limits = {});
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  const Schema& schema() const;
  const KeyValues& metadata() const;
  std::uint64_t row_count() const;
  std::size_t row_group_count() const;
  std::uint64_t row_count(std::size_t row_group) const;
  // From the statistics; nullopt when the file has none that can be trusted.
  std::optional<ValueRange> range(std::size_t row_group, std::size_t column) const;

  Result<RowGroup> ReadRowGroup(std::size_t row_group) const;
  // Reads only these columns, in this order.
  Result<RowGroup> ReadRowGroup(std::size_t row_group, std::span<const std::size_t> columns) const;

 private:
  struct State;
  explicit Reader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace fxlake::parquet
