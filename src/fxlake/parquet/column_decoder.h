// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/parquet/footer.h"
#include "fxlake/parquet/format.h"
#include "fxlake/parquet/row_group.h"

namespace fxlake::parquet {

// Appends decoded page values to one column. Each function reads exactly `count` values from the start of
// `bytes` (decompressed, without levels). corrupt when they are missing; invalid_input for an unsupported
// encoding.
class StringDecoder {
 public:
  Result<void> SetDictionary(std::string_view bytes, std::size_t count);
  Result<void> Append(Encoding encoding, std::string_view bytes, std::size_t count);
  Column Take() { return std::move(column_); }

 private:
  Result<void> AppendText(std::string_view text);
  Result<void> AppendPlain(std::string_view bytes, std::size_t count);
  Result<void> AppendDeltaLengths(std::string_view bytes, std::size_t count);

  struct Hash {
    using is_transparent =
        void;  // NOLINT(readability-identifier-naming): the standard library asks for this name
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  StringColumn column_;
  // Texts read outside dictionary pages, with their codes.
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> codes_;
  std::uint32_t last_ = 0;
};

// T is std::int64_t, or std::int32_t for dates.
template <typename T>
class NumberDecoder {
 public:
  explicit NumberDecoder(const ColumnLayout& layout) : layout_(layout) {}
  Result<void> SetDictionary(std::string_view bytes, std::size_t count) {
    return AppendPlain(bytes, count, dictionary_);
  }
  Result<void> Append(Encoding encoding, std::string_view bytes, std::size_t count);
  Column Take() { return std::move(column_); }

 private:
  Result<void> AppendPlain(std::string_view bytes, std::size_t count, std::vector<T>& out) const;
  Result<void> AppendCoded(std::string_view bytes, std::size_t count);
  Result<void> AppendDelta(std::string_view bytes, std::size_t count);

  ColumnLayout layout_;
  std::vector<T> dictionary_;
  std::vector<T> column_;
  std::vector<std::uint32_t> codes_;
};

// The codes of a dictionary-encoded page: one byte with the bit width, then the RLE/bit-packed hybrid.
// corrupt when a code is not below `entries`.
Result<void> ReadCodes(std::string_view bytes, std::size_t entries, std::span<std::uint32_t> codes);

}  // namespace fxlake::parquet
