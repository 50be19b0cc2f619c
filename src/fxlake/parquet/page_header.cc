// SPDX-License-Identifier: Apache-2.0
#include "fxlake/parquet/page_header.h"

#include "fxlake/parquet/compact_reader.h"
#include "fxlake/parquet/compact_writer.h"

namespace fxlake::parquet {
namespace {

using WireField = CompactReader::Field;

void ReadDataPageHeader(CompactReader& in, WireField data, PageHeader& header) {
  in.Struct(data, [&](WireField field) {
    switch (field.id) {
      case 1: header.values = in.I32(field); break;
      case 2: header.encoding = static_cast<Encoding>(in.I32(field)); break;
      case 3: header.level_encoding = static_cast<Encoding>(in.I32(field)); break;
      default: in.Skip(field);
    }
  });
}

void ReadDictionaryPageHeader(CompactReader& in, WireField dictionary, PageHeader& header) {
  in.Struct(dictionary, [&](WireField field) {
    switch (field.id) {
      case 1: header.values = in.I32(field); break;
      case 2: header.encoding = static_cast<Encoding>(in.I32(field)); break;
      default: in.Skip(field);
    }
  });
}

void ReadDataPageHeaderV2(CompactReader& in, WireField data, PageHeader& header) {
  in.Struct(data, [&](WireField field) {
    switch (field.id) {
      case 1: header.values = in.I32(field); break;
      case 4: header.encoding = static_cast<Encoding>(in.I32(field)); break;
      case 5: header.definition_bytes = in.I32(field); break;
      case 6: header.repetition_bytes = in.I32(field); break;
      case 7: header.compressed = in.Bool(field); break;
      default: in.Skip(field);
    }
  });
}

}  // namespace

void AppendPageHeader(const PageHeader& header, std::string& bytes) {
  CompactWriter out(bytes);
  out.I32(1, static_cast<std::int32_t>(header.type));
  out.I32(2, header.uncompressed_bytes);
  out.I32(3, header.compressed_bytes);
  if (header.crc) out.I32(4, static_cast<std::int32_t>(*header.crc));
  if (header.type == PageType::dictionary) {
    out.Struct(7, [&] {
      out.I32(1, header.values);
      out.I32(2, static_cast<std::int32_t>(header.encoding));
    });
  } else {
    out.Struct(5, [&] {
      out.I32(1, header.values);
      out.I32(2, static_cast<std::int32_t>(header.encoding));
      out.I32(3, static_cast<std::int32_t>(Encoding::rle));
      out.I32(4, static_cast<std::int32_t>(Encoding::rle));
    });
  }
  out.Stop();
}

Result<ReadPage> ReadPageHeader(std::string_view bytes) {
  PageHeader header;
  CompactReader in(bytes);
  in.Struct([&](WireField field) {
    switch (field.id) {
      case 1: header.type = static_cast<PageType>(in.I32(field)); break;
      case 2: header.uncompressed_bytes = in.I32(field); break;
      case 3: header.compressed_bytes = in.I32(field); break;
      case 4: header.crc = static_cast<std::uint32_t>(in.I32(field)); break;
      case 5: ReadDataPageHeader(in, field, header); break;
      case 7: ReadDictionaryPageHeader(in, field, header); break;
      case 8: ReadDataPageHeaderV2(in, field, header); break;
      default: in.Skip(field);
    }
  });
  RETURN_IF_ERROR(in.Check().In("page header"));
  if (header.values < 0 || header.uncompressed_bytes < 0 || header.compressed_bytes < 0 ||
      header.definition_bytes < 0 || header.repetition_bytes < 0) {
    return Corrupt("page header: a count or size is negative");
  }
  return ReadPage{header, in.consumed()};
}

}  // namespace fxlake::parquet
