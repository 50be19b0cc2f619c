// SPDX-License-Identifier: Apache-2.0
#include "fxlake/parquet/compact_reader.h"
#include "fxlake/parquet/footer.h"

namespace fxlake::parquet {
namespace {

using WireField = CompactReader::Field;

// The footer's contents before validation.
struct RawFooter {
  std::vector<SchemaElement> elements;
  std::int64_t rows = 0;
  std::string refused;  // the unsupported feature
  Footer footer;
};

void ReadLogical(CompactReader& in, WireField field, SchemaElement& element) {
  in.Struct(field, [&](WireField member) {
    element.logical = member.id;
    in.Struct(member, [&](WireField inner) {
      const auto logical = static_cast<Logical>(element.logical);
      if (logical == Logical::decimal && inner.id == 1) {
        element.scale = in.I32(inner);
      } else if (logical == Logical::decimal && inner.id == 2) {
        element.precision = in.I32(inner);
      } else if (logical == Logical::timestamp && inner.id == 1) {
        element.logical_utc = in.Bool(inner);
      } else if (logical == Logical::timestamp && inner.id == 2) {
        in.Struct(inner, [&](WireField unit) { element.logical_unit = unit.id, in.Skip(unit); });
      } else if (logical == Logical::integer && inner.id == 1) {
        element.logical_bits = in.I32(inner);
      } else if (logical == Logical::integer && inner.id == 2) {
        element.logical_signed = in.Bool(inner);
      } else {
        in.Skip(inner);
      }
    });
  });
}

SchemaElement ReadElement(CompactReader& in) {
  SchemaElement element;
  in.Struct([&](WireField field) {
    switch (field.id) {
      case 1: element.physical = in.I32(field); break;
      case 2: element.width = in.I32(field); break;
      case 3: element.repetition = in.I32(field); break;
      case 4: element.name = in.Binary(field); break;
      case 5: element.children = in.I32(field); break;
      case 6: element.converted = in.I32(field); break;
      case 7: element.scale = in.I32(field); break;
      case 8: element.precision = in.I32(field); break;
      case 9: element.id = in.I32(field); break;
      case 10: ReadLogical(in, field, element); break;
      default: in.Skip(field);
    }
  });
  return element;
}

std::optional<EncodedRange> ReadStatistics(CompactReader& in, WireField statistics) {
  std::optional<std::string> min, max;
  in.Struct(statistics, [&](WireField field) {
    switch (field.id) {
      case 5: max = in.Binary(field); break;
      case 6: min = in.Binary(field); break;
      default: in.Skip(field);
    }
  });
  if (!min || !max) return std::nullopt;
  return EncodedRange{*std::move(min), *std::move(max)};
}

void ReadChunkMetadata(CompactReader& in, WireField metadata, Chunk& chunk) {
  in.Struct(metadata, [&](WireField field) {
    switch (field.id) {
      case 1: chunk.physical = static_cast<Physical>(in.I32(field)); break;
      case 4: chunk.codec = static_cast<Codec>(in.I32(field)); break;
      case 5: chunk.values = in.I64(field); break;
      case 6: chunk.uncompressed_bytes = in.I64(field); break;
      case 7: chunk.compressed_bytes = in.I64(field); break;
      case 9: chunk.data_offset = in.I64(field); break;
      case 11: chunk.dictionary_offset = in.I64(field); break;
      case 12: chunk.range = ReadStatistics(in, field); break;
      default: in.Skip(field);
    }
  });
}

Chunk ReadChunk(CompactReader& in, RawFooter& raw) {
  Chunk chunk;
  bool described = false;
  in.Struct([&](WireField field) {
    if (field.id == 1) {
      raw.refused = "columns in other files";
      in.Skip(field);
    } else if (field.id == 3) {
      described = true;
      ReadChunkMetadata(in, field, chunk);
    } else {
      if (field.id == 8 || field.id == 9) raw.refused = "encrypted columns";
      in.Skip(field);
    }
  });
  if (!described && raw.refused.empty()) in.Fail("a column chunk is not described");
  return chunk;
}

RowGroupInfo ReadRowGroupInfo(CompactReader& in, RawFooter& raw) {
  RowGroupInfo group;
  in.Struct([&](WireField field) {
    switch (field.id) {
      case 1: in.List(field, Wire::structure, [&] { group.chunks.push_back(ReadChunk(in, raw)); }); break;
      case 3: group.rows = in.I64(field); break;
      default: in.Skip(field);
    }
  });
  return group;
}

void ReadMetadata(CompactReader& in, KeyValues& metadata) {
  auto& [key, value] = metadata.emplace_back();
  in.Struct([&](WireField field) {
    switch (field.id) {
      case 1: key = in.Binary(field); break;
      case 2: value = in.Binary(field); break;
      default: in.Skip(field);
    }
  });
}

// Whether a column's min and max follow the order of its type.
bool ReadOrder(CompactReader& in) {
  bool by_type = false;
  in.Struct([&](WireField field) { by_type = by_type || field.id == 1, in.Skip(field); });
  return by_type;
}

Result<void> InterpretSchema(const std::vector<SchemaElement>& elements, Footer& footer) {
  if (elements.empty()) return Corrupt("the schema is missing");
  const auto& root = elements.front();
  for (std::size_t i = 1; i < elements.size(); ++i) {
    const auto& element = elements[i];
    if (element.children != 0 || element.repetition == static_cast<std::int32_t>(Repetition::repeated)) {
      return InvalidInput("column \"" + element.name + "\": nested columns are not supported");
    }
    ASSIGN_OR_RETURN(auto column, Interpret(element).In("column \"" + element.name + "\""));
    footer.schema.fields.push_back({element.name, column.type, element.id});
    footer.layouts.push_back(column.layout);
  }
  if (root.children < 0 || static_cast<std::size_t>(root.children) != footer.layouts.size()) {
    return Corrupt("the number of columns differs from the number in the schema");
  }
  if (auto sound = footer.schema.Check(); !sound) return Corrupt(sound.error().message());
  return {};
}

Result<void> CheckRowGroups(std::int64_t rows, const Footer& footer) {
  std::int64_t counted = 0;
  for (const auto& group : footer.row_groups) {
    if (group.chunks.size() != footer.layouts.size())
      return Corrupt("the number of columns in a row group differs from the schema");
    if (group.rows < 0 || group.rows > rows - counted)
      return Corrupt("row groups and file have different row counts");
    counted += group.rows;
    for (std::size_t i = 0; i < group.chunks.size(); ++i) {
      if (group.chunks[i].physical != footer.layouts[i].physical)
        return Corrupt("the type of a column chunk differs from its column");
      if (group.chunks[i].values != group.rows)
        return Corrupt("the number of values in a column chunk differs from the rows of its row group");
    }
  }
  if (counted != rows) return Corrupt("row groups and file have different row counts");
  return {};
}

}  // namespace

Result<Footer> ReadFooter(std::string_view bytes) {
  RawFooter raw;
  auto& footer = raw.footer;
  std::vector<bool> by_type;
  CompactReader in(bytes);
  in.Struct([&](WireField field) {
    switch (field.id) {
      case 2: in.List(field, Wire::structure, [&] { raw.elements.push_back(ReadElement(in)); }); break;
      case 3: raw.rows = in.I64(field); break;
      case 4:
        in.List(field, Wire::structure, [&] { footer.row_groups.push_back(ReadRowGroupInfo(in, raw)); });
        break;
      case 5: in.List(field, Wire::structure, [&] { ReadMetadata(in, footer.metadata); }); break;
      case 7: in.List(field, Wire::structure, [&] { by_type.push_back(ReadOrder(in)); }); break;
      case 8: raw.refused = "encrypted columns", in.Skip(field); break;
      default: in.Skip(field);
    }
  });
  RETURN_IF_ERROR(in.Check());
  if (!raw.refused.empty()) return InvalidInput(raw.refused + " are not supported");
  RETURN_IF_ERROR(InterpretSchema(raw.elements, footer));
  RETURN_IF_ERROR(CheckRowGroups(raw.rows, footer));
  for (auto& group : footer.row_groups) {
    for (std::size_t i = 0; i < group.chunks.size(); ++i) {
      if (i >= by_type.size() || !by_type[i]) group.chunks[i].range.reset();
    }
  }
  return std::move(footer);
}

}  // namespace fxlake::parquet
