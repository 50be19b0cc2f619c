// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "fxlake/parquet/compact_writer.h"
#include "fxlake/parquet/footer.h"

namespace fxlake::parquet {
namespace {

// Writes both annotations of a column's type, the deprecated and the current one, for old and new readers.
void WriteColumnMeaning(CompactWriter& out, const Field& field) {
  const auto& type = field.type;
  const auto identify = [&] {
    if (field.id != 0) out.I32(9, field.id);
  };
  const auto converted = [&](Converted meaning) { out.I32(6, static_cast<std::int32_t>(meaning)); };
  const auto nothing = [] {};
  switch (type.kind) {
    case Type::Kind::string:
      converted(Converted::utf8);
      identify();
      return out.Struct(10, [&] { out.Struct(static_cast<int>(Logical::string), nothing); });
    case Type::Kind::decimal:
      converted(Converted::decimal);
      out.I32(7, type.scale);
      out.I32(8, type.precision);
      identify();
      return out.Struct(10, [&] {
        out.Struct(static_cast<int>(Logical::decimal), [&] {
          out.I32(1, type.scale);
          out.I32(2, type.precision);
        });
      });
    case Type::Kind::date:
      converted(Converted::date);
      identify();
      return out.Struct(10, [&] { out.Struct(static_cast<int>(Logical::date), nothing); });
    case Type::Kind::timestamp:
      converted(Converted::timestamp_micros);
      identify();
      return out.Struct(10, [&] {
        out.Struct(static_cast<int>(Logical::timestamp), [&] {
          out.Bool(1, true);
          out.Struct(2, [&] { out.Struct(2, nothing); });
        });
      });
    case Type::Kind::int64: return identify();  // the default meaning of the physical type
  }
}

void WriteSchema(CompactWriter& out, const Schema& schema) {
  std::vector<const Field*> elements = {nullptr};  // the root
  for (const auto& field : schema.fields) elements.push_back(&field);
  out.StructList(2, elements, [&](const Field* field) {
    if (field == nullptr) {
      out.Binary(4, "schema");
      return out.I32(5, static_cast<std::int64_t>(schema.fields.size()));
    }
    out.I32(1, static_cast<std::int32_t>(LayoutOf(field->type).physical));
    out.I32(3, static_cast<std::int32_t>(Repetition::required));
    out.Binary(4, field->name);
    WriteColumnMeaning(out, *field);
  });
}

void WriteStatistics(CompactWriter& out, const EncodedRange& range) {
  out.I64(3, 0);  // null_count
  out.Binary(5, range.max);
  out.Binary(6, range.min);
  out.Bool(7, true);  // both are exact
  out.Bool(8, true);
}

void WriteChunk(CompactWriter& out, const Chunk& chunk, const std::string& name) {
  out.I64(2, 0);  // deprecated file_offset
  out.Struct(3, [&] {
    std::vector<Encoding> encodings;
    encodings.reserve(chunk.pages.size());
    for (const auto& page : chunk.pages) encodings.push_back(page.encoding);
    std::ranges::sort(encodings);
    encodings.erase(std::ranges::unique(encodings).begin(), encodings.end());
    out.I32(1, static_cast<std::int32_t>(chunk.physical));
    out.I32List(2, encodings);
    out.BinaryList(3, name);
    out.I32(4, static_cast<std::int32_t>(chunk.codec));
    out.I64(5, chunk.values);
    out.I64(6, chunk.uncompressed_bytes);
    out.I64(7, chunk.compressed_bytes);
    out.I64(9, chunk.data_offset);
    if (chunk.dictionary_offset) out.I64(11, *chunk.dictionary_offset);
    if (chunk.range) out.Struct(12, [&] { WriteStatistics(out, *chunk.range); });
    out.StructList(13, chunk.pages, [&](const PageCount& count) {
      out.I32(1, static_cast<std::int32_t>(count.type));
      out.I32(2, static_cast<std::int32_t>(count.encoding));
      out.I32(3, count.pages);
    });
  });
}

void WriteRowGroupInfo(CompactWriter& out, const Footer& footer, const RowGroupInfo& group,
                       std::size_t ordinal) {
  std::int64_t uncompressed = 0, compressed = 0;
  for (const auto& chunk : group.chunks)
    uncompressed += chunk.uncompressed_bytes, compressed += chunk.compressed_bytes;
  std::size_t column = 0;
  out.StructList(1, group.chunks,
                 [&](const Chunk& chunk) { WriteChunk(out, chunk, footer.schema.fields[column++].name); });
  out.I64(2, uncompressed);
  out.I64(3, group.rows);
  if (!footer.sorted_by.empty()) {
    out.StructList(4, footer.sorted_by, [&](std::size_t sorted) {
      out.I32(1, static_cast<std::int64_t>(sorted));
      out.Bool(2, false);  // not descending
      out.Bool(3, false);  // nulls last
    });
  }
  const auto& first = group.chunks.front();
  out.I64(5, first.dictionary_offset.value_or(first.data_offset));
  out.I64(6, compressed);
  if (ordinal < 0x8000) out.I16(7, static_cast<std::int16_t>(ordinal));
}

}  // namespace

void AppendFooter(const Footer& footer, std::string& bytes) {
  CompactWriter out(bytes);
  std::int64_t rows = 0;
  for (const auto& group : footer.row_groups) rows += group.rows;
  out.I32(1, 1);
  WriteSchema(out, footer.schema);
  out.I64(3, rows);
  std::size_t ordinal = 0;
  out.StructList(4, footer.row_groups,
                 [&](const RowGroupInfo& group) { WriteRowGroupInfo(out, footer, group, ordinal++); });
  if (!footer.metadata.empty()) {
    out.StructList(5, footer.metadata, [&](const auto& pair) {
      out.Binary(1, pair.first);
      out.Binary(2, pair.second);
    });
  }
  out.Binary(6, footer.created_by);
  // Each column is ordered by its logical type: without this, readers ignore min_value and max_value.
  out.StructList(7, footer.schema.fields, [&](const Field&) { out.Struct(1, [] {}); });
  out.Stop();
}

}  // namespace fxlake::parquet
