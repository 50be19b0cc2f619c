// SPDX-License-Identifier: Apache-2.0
// Files of an open table, which others may have written: whatever the bytes are, reading them ends in a value
// or an error, and what is read is the same when it is written again. The first byte chooses the kind of
// file.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "fxlake/iceberg/avro_file.h"
#include "fxlake/iceberg/manifest.h"
#include "fxlake/iceberg/metadata.h"

namespace {

using namespace fxlake::iceberg;
using fxlake::parquet::Type;

void Check(bool holds) {
  if (!holds) std::abort();
}

const TableSchema& Schema() {
  static const TableSchema kSchema{
      {{{"rate", Type::Decimal(18, 10), 3}, {"date", Type::Date(), 4}, {"source", Type::String(), 7}}},
      "source",
      "date",
      {"date"}};
  return kSchema;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 4) {
    case 0: static_cast<void>(ReadAvroFile(bytes)); break;
    case 1:
      if (const auto manifest = ReadManifest(Schema(), bytes)) {
        const auto again = WriteManifest(Schema(), *manifest);
        if (!again) break;
        const auto read = ReadManifest(Schema(), *again);
        Check(read && read->entries == manifest->entries);
      }
      break;
    case 2:
      if (const auto list = ReadManifestList(bytes)) {
        const auto again = WriteManifestList({}, *list);
        if (!again) break;
        const auto read = ReadManifestList(*again);
        Check(read && *read == *list);
      }
      break;
    default:
      if (const auto metadata = TableMetadata::Parse(bytes)) {
        const auto text = metadata->ToText(Schema());
        const auto again = TableMetadata::Parse(text);
        Check(again && again->ToText(Schema()) == text);
        auto less = *metadata;
        less.KeepSnapshots({});
        Check(TableMetadata::Parse(less.ToText(Schema())).has_value());
      }
  }
  return 0;
}
