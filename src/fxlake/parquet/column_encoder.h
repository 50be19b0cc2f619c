// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/parquet/footer.h"
#include "fxlake/parquet/format.h"
#include "fxlake/parquet/row_group.h"
#include "fxlake/parquet/schema.h"
#include "fxlake/parquet/writer.h"

namespace fxlake::parquet {

// The pages of one column of one row group before compression, concatenated in `bytes`.
struct EncodedColumn {
  struct Page {
    PageType type;
    Encoding encoding;
    std::size_t values;
    std::size_t end;  // offset in bytes; a page begins where the previous one ends
  };
  std::string bytes;
  std::vector<Page> pages;
  std::optional<EncodedRange> range;
};

// Encodes columns into pages: with a dictionary where that is smaller, otherwise plain. Reuses its working
// memory.
class ColumnEncoder {
 public:
  explicit ColumnEncoder(const WriterOptions& options)
      : page_rows_(options.page_rows), page_bytes_(options.page_bytes) {}

  // Replaces `out`. `column` must not be empty. invalid_input: see Writer::WriteRowGroup.
  Result<void> Encode(const Type& type, const Column& column, EncodedColumn& out);

 private:
  Result<void> EncodeStrings(const StringColumn& column, EncodedColumn& out);
  template <typename T>
  void EncodeNumbers(std::span<const T> values, EncodedColumn& out);
  void AppendPlainStrings(const StringColumn& column, EncodedColumn& out) const;
  // Appends data pages of codes_, which are below `entries`; with one entry, codes_ may be empty.
  void AppendCodes(std::size_t entries, EncodedColumn& out) const;

  std::size_t page_rows_;
  std::size_t page_bytes_;
  std::vector<std::uint32_t> codes_;
};

}  // namespace fxlake::parquet
