// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/json.h"

namespace fxlake::iceberg {

// An Avro object container file of one schema: what it says of itself, and its records.
struct AvroFile {
  std::map<std::string, std::string> metadata;  // without avro.schema and avro.codec
  std::vector<Json> records;
};

// The bytes of such a file, compressed by deflate. They depend on the arguments alone. invalid_input as
// AppendAvro.
Result<std::string> WriteAvroFile(const Json& schema, const AvroFile& file);

// Reads a file of the codecs null and deflate, by the schema that it carries. corrupt, also when it was
// written by WriteAvroFile and is not what that wrote, or invalid_input with the name of a codec or type that
// is not read.
Result<AvroFile> ReadAvroFile(std::string_view bytes);

}  // namespace fxlake::iceberg
