// SPDX-License-Identifier: Apache-2.0
#include "fxlake/parquet/chunk_reader.h"

#include "fxlake/parquet/column_decoder.h"
#include "fxlake/parquet/page_body.h"
#include "fxlake/parquet/page_header.h"

namespace fxlake::parquet {

Result<void> ChunkReader::Spend(std::uint64_t bytes) {
  if (bytes > bytes_left_)
    return Corrupt("a row group is larger than " + std::to_string(limits_.row_group_bytes) + " bytes");
  bytes_left_ -= bytes;
  return {};
}

Result<Column> ChunkReader::Read(const Type& type, const ColumnLayout& layout, const Chunk& chunk,
                                 std::string_view bytes) {
  switch (type.kind) {
    case Type::Kind::string: return ReadPages(StringDecoder(), layout, chunk, bytes);
    case Type::Kind::date: return ReadPages(NumberDecoder<std::int32_t>(layout), layout, chunk, bytes);
    case Type::Kind::decimal:
    case Type::Kind::timestamp:
    case Type::Kind::int64: break;
  }
  return ReadPages(NumberDecoder<std::int64_t>(layout), layout, chunk, bytes);
}

template <typename Decoder>
Result<Column> ChunkReader::ReadPages(Decoder decoder, const ColumnLayout& layout, const Chunk& chunk,
                                      std::string_view bytes) {
  RETURN_IF_ERROR(Spend(static_cast<std::uint64_t>(chunk.values) * sizeof(std::int64_t)));
  bool has_dictionary = false;
  for (std::int64_t left = chunk.values; left > 0;) {
    ASSIGN_OR_RETURN(const auto page, ReadPageHeader(bytes));
    const auto& header = page.header;
    bytes.remove_prefix(page.header_bytes);
    if (static_cast<std::uint64_t>(header.compressed_bytes) > bytes.size())
      return Corrupt("a page is longer than the rest of its column");
    const auto stored = bytes.substr(0, static_cast<std::size_t>(header.compressed_bytes));
    bytes.remove_prefix(stored.size());
    if (header.type == PageType::index) continue;
    if (header.type != PageType::data && header.type != PageType::data_v2 &&
        header.type != PageType::dictionary) {
      return InvalidInput("pages of type " + std::to_string(static_cast<int>(header.type)) +
                          " are not supported");
    }
    if (static_cast<std::uint64_t>(header.uncompressed_bytes) > limits_.page_bytes) {
      return Corrupt("a page is larger than " + std::to_string(limits_.page_bytes) + " bytes");
    }
    RETURN_IF_ERROR(Spend(static_cast<std::uint64_t>(header.uncompressed_bytes)));
    const auto values = static_cast<std::size_t>(header.values);
    if (header.type == PageType::dictionary) {
      if (has_dictionary || left != chunk.values) return Corrupt("a dictionary page is in the wrong place");
      if (header.encoding != Encoding::plain && header.encoding != Encoding::plain_dictionary) {
        return InvalidInput("dictionaries of encoding " + NameOf(header.encoding) + " are not supported");
      }
      RETURN_IF_ERROR(Spend(static_cast<std::uint64_t>(header.values) * sizeof(std::string)));
      ASSIGN_OR_RETURN(const auto body, OpenPage(header, stored, chunk.codec, false, decompressor_));
      RETURN_IF_ERROR(decoder.SetDictionary(body, values));
      has_dictionary = true;
      continue;
    }
    if (header.values > left) return Corrupt("the pages have more values than their column");
    ASSIGN_OR_RETURN(const auto body, OpenPage(header, stored, chunk.codec, layout.optional, decompressor_));
    RETURN_IF_ERROR(decoder.Append(header.encoding, body, values));
    left -= header.values;
  }
  return decoder.Take();
}

}  // namespace fxlake::parquet
