// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

// Enumerations of parquet.thrift (Apache Parquet format 2.11), with names for messages.
namespace fxlake::parquet {

static_assert(std::endian::native == std::endian::little,
              "numbers are copied between memory and file unchanged");

inline constexpr std::string_view kMagic = "PAR1";
inline constexpr std::string_view kEncryptedMagic = "PARE";

enum class Physical : std::int32_t {
  boolean = 0,
  int32 = 1,
  int64 = 2,
  int96 = 3,
  float32 = 4,
  float64 = 5,
  byte_array = 6,
  fixed = 7
};

enum class Repetition : std::int32_t { required = 0, optional = 1, repeated = 2 };

// The deprecated ConvertedType annotations of physical types that are supported here.
enum class Converted : std::int32_t {
  utf8 = 0,
  decimal = 5,
  date = 6,
  timestamp_micros = 10,
  int8 = 15,
  int16 = 16,
  int32 = 17,
  int64 = 18
};

// Field ids of the union LogicalType, which replaced ConvertedType.
enum class Logical : std::int32_t {
  none = 0,
  string = 1,
  decimal = 5,
  date = 6,
  timestamp = 8,
  integer = 10
};

enum class Encoding : std::int32_t {
  plain = 0,
  plain_dictionary = 2,
  rle = 3,
  delta_binary_packed = 5,
  delta_length_byte_array = 6,
  rle_dictionary = 8,
};

enum class Codec : std::int32_t { none = 0, snappy = 1, gzip = 2, zstd = 6 };

enum class PageType : std::int32_t { data = 0, index = 1, dictionary = 2, data_v2 = 3 };

std::string NameOf(Physical type);
std::string NameOf(Encoding encoding);
std::string NameOf(Codec codec);
std::string NameOfConverted(std::int32_t converted);
std::string NameOfLogical(std::int32_t logical);

}  // namespace fxlake::parquet
