// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"
#include "fxlake/parquet/format.h"

namespace fxlake::parquet {

// The header before each page. Sizes exclude the header.
struct PageHeader {
  PageType type = PageType::data;
  Encoding encoding = Encoding::plain;
  std::int32_t values = 0;
  std::int32_t uncompressed_bytes = 0;
  std::int32_t compressed_bytes = 0;
  std::optional<std::uint32_t> crc;         // CRC-32 of the page as stored
  Encoding level_encoding = Encoding::rle;  // encoding of definition levels in data pages of version 1
  // For data pages of version 2, whose levels precede the values uncompressed.
  std::int32_t definition_bytes = 0;
  std::int32_t repetition_bytes = 0;
  bool compressed = true;
};

// Appends the header of a dictionary page or a data page of version 1.
void AppendPageHeader(const PageHeader& header, std::string& out);

struct ReadPage {
  PageHeader header;
  std::size_t header_bytes;
};
// The header at the start of `bytes`. corrupt when it is invalid or a count or size is negative.
Result<ReadPage> ReadPageHeader(std::string_view bytes);

}  // namespace fxlake::parquet
