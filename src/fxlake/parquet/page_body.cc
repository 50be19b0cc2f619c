// SPDX-License-Identifier: Apache-2.0
#include "fxlake/parquet/page_body.h"

#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "fxlake/parquet/hybrid.h"

namespace fxlake::parquet {
namespace {

Result<void> CheckCrc(const PageHeader& header, std::string_view stored) {
  if (!header.crc) return {};
  const auto found = crc32_z(0, reinterpret_cast<const Bytef*>(stored.data()), stored.size());
  if (found != *header.crc) return Corrupt("the CRC of a page differs from the CRC in its header");
  return {};
}

// Definition levels of a flat optional column are 1 for a value and 0 for a null.
Result<void> CheckNoNulls(std::string_view levels, std::size_t values) {
  std::vector<std::uint32_t> defined(values);
  RETURN_IF_ERROR(ReadHybrid(levels, 1, defined));
  if (std::ranges::find(defined, 0U) != defined.end()) return InvalidInput("nulls are not supported");
  return {};
}

Result<std::string_view> OpenDataPage(const PageHeader& header, std::string_view body, bool optional) {
  if (!optional) return body;
  if (header.level_encoding != Encoding::rle)
    return InvalidInput("levels of encoding " + NameOf(header.level_encoding) + " are not supported");
  std::uint32_t size = 0;
  if (body.size() < sizeof size) return Corrupt("levels end too early");
  std::memcpy(&size, body.data(), sizeof size);
  body.remove_prefix(sizeof size);
  if (size > body.size()) return Corrupt("levels are longer than their page");
  RETURN_IF_ERROR(CheckNoNulls(body.substr(0, size), static_cast<std::size_t>(header.values)));
  return body.substr(size);
}

}  // namespace

Result<std::string_view> OpenPage(const PageHeader& header, std::string_view stored, Codec codec,
                                  bool optional, Decompressor& decompressor) {
  RETURN_IF_ERROR(CheckCrc(header, stored));
  const auto size = static_cast<std::size_t>(header.uncompressed_bytes);
  if (header.type != PageType::data_v2) {
    ASSIGN_OR_RETURN(const auto body, decompressor.Decompress(codec, stored, size));
    return header.type == PageType::data ? OpenDataPage(header, body, optional) : body;
  }
  const auto repetition_bytes = static_cast<std::size_t>(header.repetition_bytes);
  const auto level_bytes = repetition_bytes + static_cast<std::size_t>(header.definition_bytes);
  if (level_bytes > stored.size() || level_bytes > size) return Corrupt("levels are longer than their page");
  if (optional) {
    RETURN_IF_ERROR(CheckNoNulls(stored.substr(repetition_bytes, level_bytes - repetition_bytes),
                                 static_cast<std::size_t>(header.values)));
  }
  return decompressor.Decompress(header.compressed ? codec : Codec::none, stored.substr(level_bytes),
                                 size - level_bytes);
}

}  // namespace fxlake::parquet
