// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/parquet/format.h"
#include "fxlake/parquet/row_group.h"
#include "fxlake/parquet/schema.h"

namespace fxlake::parquet {

// How the values of a column lie in the file.
struct ColumnLayout {
  Physical physical = Physical::int64;
  int width = 0;  // of Physical::fixed, in bytes
  bool optional = false;
};

struct PageCount {
  PageType type;
  Encoding encoding;
  std::int32_t pages;
};

// Statistics as they lie in the file: a PLAIN value without its length.
struct EncodedRange {
  std::string min;
  std::string max;
};

// One column of one row group.
struct Chunk {
  Physical physical = Physical::int64;
  Codec codec = Codec::none;
  std::int64_t values = 0;
  std::int64_t uncompressed_bytes = 0;  // of its pages, with their headers
  std::int64_t compressed_bytes = 0;
  std::int64_t data_offset = 0;  // of the first data page
  std::optional<std::int64_t> dictionary_offset;
  std::optional<EncodedRange> range;
  std::vector<PageCount> pages;  // written only
};

struct RowGroupInfo {
  std::int64_t rows = 0;
  std::vector<Chunk> chunks;  // one for each column
};

struct Footer {
  Schema schema;
  std::vector<ColumnLayout> layouts;  // one for each field
  std::vector<RowGroupInfo> row_groups;
  std::vector<std::size_t> sorted_by;  // written only
  std::string created_by;              // written only
  KeyValues metadata;
};

ColumnLayout LayoutOf(const Type& type);

// The structure FileMetaData of parquet.thrift.
void AppendFooter(const Footer& footer, std::string& out);
// corrupt, or invalid_input with the name of what is not read here.
Result<Footer> ReadFooter(std::string_view bytes);

// One SchemaElement of a column, as it stands in a file.
struct SchemaElement {
  std::optional<std::int32_t> physical;
  std::optional<std::int32_t> converted;
  std::int32_t width = 0;
  std::int32_t repetition = 0;
  std::int32_t children = 0;
  std::int32_t scale = 0;
  std::int32_t precision = 0;
  std::string name;
  std::int32_t logical = 0;       // the field id in the union LogicalType; 0: none
  bool logical_utc = false;       // of a timestamp
  std::int32_t logical_unit = 0;  // of a timestamp: 1 milliseconds, 2 microseconds, 3 nanoseconds
  std::int32_t logical_bits = 0;  // of an integer
  bool logical_signed = false;
};

// What such an element means here; invalid_input with its name when it means nothing.
struct ReadColumn {
  Type type;
  ColumnLayout layout;
};
Result<ReadColumn> Interpret(const SchemaElement& element);

std::optional<ValueRange> DecodeRange(const EncodedRange& range, const Type& type,
                                      const ColumnLayout& layout);
// A signed number of most significant byte first that fits 64 bits, 1 byte or more; nothing when it does not.
std::optional<std::int64_t> DecodeBigEndian(std::string_view bytes);

}  // namespace fxlake::parquet
