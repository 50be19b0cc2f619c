// SPDX-License-Identifier: Apache-2.0
#include "fxlake/parquet/format.h"

#include <array>
#include <cstddef>
#include <span>

namespace fxlake::parquet {
namespace {

constexpr std::array<std::string_view, 8> kPhysical = {
    "BOOLEAN", "INT32", "INT64", "INT96", "FLOAT", "DOUBLE", "BYTE_ARRAY", "FIXED_LEN_BYTE_ARRAY"};
constexpr std::array<std::string_view, 22> kConverted = {"UTF8",
                                                         "MAP",
                                                         "MAP_KEY_VALUE",
                                                         "LIST",
                                                         "ENUM",
                                                         "DECIMAL",
                                                         "DATE",
                                                         "TIME_MILLIS",
                                                         "TIME_MICROS",
                                                         "TIMESTAMP_MILLIS",
                                                         "TIMESTAMP_MICROS",
                                                         "UINT_8",
                                                         "UINT_16",
                                                         "UINT_32",
                                                         "UINT_64",
                                                         "INT_8",
                                                         "INT_16",
                                                         "INT_32",
                                                         "INT_64",
                                                         "JSON",
                                                         "BSON",
                                                         "INTERVAL"};
constexpr std::array<std::string_view, 19> kLogical = {
    "none",    "STRING",  "MAP",  "LIST", "ENUM", "DECIMAL", "DATE",    "TIME",     "TIMESTAMP", "",
    "INTEGER", "UNKNOWN", "JSON", "BSON", "UUID", "FLOAT16", "VARIANT", "GEOMETRY", "GEOGRAPHY"};
constexpr std::array<std::string_view, 10> kEncodings = {"PLAIN",
                                                         "",
                                                         "PLAIN_DICTIONARY",
                                                         "RLE",
                                                         "BIT_PACKED",
                                                         "DELTA_BINARY_PACKED",
                                                         "DELTA_LENGTH_BYTE_ARRAY",
                                                         "DELTA_BYTE_ARRAY",
                                                         "RLE_DICTIONARY",
                                                         "BYTE_STREAM_SPLIT"};
constexpr std::array<std::string_view, 8> kCodecs = {"UNCOMPRESSED", "SNAPPY", "GZIP", "LZO",
                                                     "BROTLI",       "LZ4",    "ZSTD", "LZ4_RAW"};

std::string Name(std::span<const std::string_view> names, std::int32_t number) {
  const auto index = static_cast<std::size_t>(number);
  if (number < 0 || index >= names.size() || names[index].empty()) return "number " + std::to_string(number);
  return std::string(names[index]);
}

}  // namespace

std::string NameOf(Physical type) { return Name(kPhysical, static_cast<std::int32_t>(type)); }
std::string NameOf(Encoding encoding) { return Name(kEncodings, static_cast<std::int32_t>(encoding)); }
std::string NameOf(Codec codec) { return Name(kCodecs, static_cast<std::int32_t>(codec)); }
std::string NameOfConverted(std::int32_t converted) { return Name(kConverted, converted); }
std::string NameOfLogical(std::int32_t logical) { return Name(kLogical, logical); }

}  // namespace fxlake::parquet
