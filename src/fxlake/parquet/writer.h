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

// Takes the bytes of a file in their order, some at a time.
using Sink = std::function<Result<void>(std::string_view)>;
// Appends to `bytes`, which must outlive the sink.
Sink AppendTo(std::string& bytes);

struct WriterOptions {
  int zstd_level = 1;
  std::size_t page_rows = 20'000;                 // at most, in a data page
  std::size_t page_bytes = std::size_t{1} << 20;  // about, before compression
  std::string created_by = "fxlake";
  // Columns by which the rows of each row group ascend, if the caller sees to that; readers may rely on it.
  std::vector<std::size_t> sorted_by;
};

// Writes Parquet files (docs/formats/parquet.md), one after another; its memory is kept from file to file.
// The bytes of a file depend on schema, options, row groups and metadata alone. One thread at a time.
class Writer {
 public:
  explicit Writer(Schema schema, WriterOptions options = {});
  Writer(Writer&&) noexcept;
  Writer& operator=(Writer&&) noexcept;
  ~Writer();

  // Starts a file; one that was not finished is given up. invalid_input: an impossible schema or option; and
  // what the sink says.
  Result<void> Begin(Sink sink);
  // Writes one row group through to the sink; one without rows leaves no trace. After an error the file is
  // lost and cannot be finished. invalid_input: columns that do not match the schema or one another, a code
  // outside of its dictionary, text that is not UTF-8, a decimal of too many digits, too many rows.
  Result<void> WriteRowGroup(const RowGroup& rows);
  // Ends the file, with `metadata` in its footer.
  Result<void> Finish(const KeyValues& metadata = {});

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The bytes of a whole file.
Result<std::string> WriteTable(Writer& writer, std::span<const RowGroup> row_groups,
                               const KeyValues& metadata = {});

}  // namespace fxlake::parquet
