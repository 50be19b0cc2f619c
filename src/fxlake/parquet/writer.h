// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/parquet/row_group.h"
#include "fxlake/parquet/schema.h"

namespace fxlake::parquet {

// Receives the bytes of a file in order, in pieces.
using Sink = std::function<Result<void>(std::string_view)>;
// A sink that appends to `bytes`, which must outlive it.
Sink AppendTo(std::string& bytes);

struct WriterOptions {
  int zstd_level = 1;
  std::size_t page_rows = 20'000;                 // maximum rows of a data page
  std::size_t page_bytes = std::size_t{1} << 20;  // approximate, before compression
  std::string created_by = "fxlake";
  // Columns by which the rows of each row group are sorted, for the footer. The caller must sort them;
  // readers may rely on it.
  std::vector<std::size_t> sorted_by;
};

// Writes Parquet files (docs/formats/parquet.md) in turn, reusing its memory. The bytes of a file depend on
// schema, options, row groups and metadata only. Not thread-safe.
class Writer {
 public:
  explicit Writer(Schema schema, WriterOptions options = {});
  Writer(Writer&&) noexcept;
  Writer& operator=(Writer&&) noexcept;
  ~Writer();

  // Starts a file and abandons an unfinished one. Errors: invalid_input (invalid schema or option); the
  // sink's.
  Result<void> Begin(Sink sink);
  // Writes one row group to the sink; an empty one is skipped. After an error the file cannot be finished.
  // invalid_input: columns that do not match the schema or each other, a code outside its dictionary, text
  // that is not UTF-8, a decimal with too many digits, too many rows.
  Result<void> WriteRowGroup(const RowGroup& rows);
  // Finishes the file, with `metadata` in its footer.
  Result<void> Finish(const KeyValues& metadata = {});

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Returns the bytes of a complete file.
Result<std::string> WriteTable(Writer& writer, std::span<const RowGroup> row_groups,
                               const KeyValues& metadata = {});

}  // namespace fxlake::parquet
