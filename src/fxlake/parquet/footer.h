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

// The physical layout of a column.
struct ColumnLayout {
  Physical physical = Physical::int64;
  int width = 0;  // for Physical::fixed, in bytes
  bool optional = false;
};

struct PageCount {
  PageType type;
  Encoding encoding;
  std::int32_t pages;
};

// Statistics in their encoded form: a PLAIN value without its length.
struct EncodedRange {
  std::string min;
  std::string max;
};

// One column chunk: one column of one row group.
struct Chunk {
  Physical physical = Physical::int64;
  Codec codec = Codec::none;
  std::int64_t values = 0;
  std::int64_t uncompressed_bytes = 0;  // of its pages, including headers
  std::int64_t compressed_bytes = 0;
  std::int64_t data_offset = 0;  // of the first data page
  std::optional<std::int64_t> dictionary_offset;
  std::optional<EncodedRange> range;
  std::vector<PageCount> pages;  // only when writing
};

struct RowGroupInfo {
  std::int64_t rows = 0;
  std::vector<Chunk> chunks;  // one per column
};

struct Footer {
  Schema schema;
  std::vector<ColumnLayout> layouts;  // one per field
  std::vector<RowGroupInfo> row_groups;
  std::vector<std::size_t> sorted_by;  // only when writing
  std::string created_by;              // only when writing
  KeyValues metadata;
};

ColumnLayout LayoutOf(const Type& type);

// Appends the structure FileMetaData of parquet.thrift.
void AppendFooter(const Footer& footer, std::string& out);
// corrupt, or invalid_input that names the unsupported feature.
Result<Footer> ReadFooter(std::string_view bytes);

// A SchemaElement of a column as stored.
struct SchemaElement {
  std::optional<std::int32_t> physical;
  std::optional<std::int32_t> converted;
  std::int32_t width = 0;
  std::int32_t repetition = 0;
  std::int32_t children = 0;
  std::int32_t scale = 0;
  std::int32_t precision = 0;
  std::string name;
  std::int32_t id = 0;            // the field id of table formats; 0: none
  std::int32_t logical = 0;       // field id in the union LogicalType; 0: none
  bool logical_utc = false;       // for timestamps
  std::int32_t logical_unit = 0;  // for timestamps: 1 milliseconds, 2 microseconds, 3 nanoseconds
  std::int32_t logical_bits = 0;  // for integers
  bool logical_signed = false;
};

// The meaning of a SchemaElement; invalid_input with its name when it is unsupported.
struct ReadColumn {
  Type type;
  ColumnLayout layout;
};
Result<ReadColumn> Interpret(const SchemaElement& element);

std::optional<ValueRange> DecodeRange(const EncodedRange& range, const Type& type,
                                      const ColumnLayout& layout);
// Decodes a big-endian two's complement number of at least one byte; nullopt when it exceeds 64 bits.
std::optional<std::int64_t> DecodeBigEndian(std::string_view bytes);

}  // namespace fxlake::parquet
