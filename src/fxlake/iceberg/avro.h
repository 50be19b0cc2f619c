// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/base/json.h"

// Avro's binary encoding (Apache Avro 1.12 specification), as far as Iceberg's metadata needs it.
namespace fxlake::iceberg {

// Appends a value in the encoding of `schema`, the JSON by which Avro's specification describes types: null,
// boolean, int, long, string, bytes, arrays, records, and unions of null and one of these. Bytes are a text
// of any bytes. A record is an object; a member that is not there counts as null. invalid_input when the
// value is not of that type.
Result<void> AppendAvro(const Json& schema, const Json& value, std::string& out);

// Takes one value from the front of `bytes`; float, double, fixed, enum and map are read, too, so that the
// files of other writers are. corrupt when the bytes end early or break the encoding, invalid_input with the
// name of a type that is not read.
Result<Json> ReadAvro(const Json& schema, std::string_view& bytes);

void AppendAvroLong(std::string& out, std::int64_t value);
Result<std::int64_t> ReadAvroLong(std::string_view& bytes);

}  // namespace fxlake::iceberg
