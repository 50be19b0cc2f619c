// SPDX-License-Identifier: Apache-2.0
#include "fxlake/parquet/writer.h"

#include <simdjson.h>
#include <zlib.h>

#include <limits>

#include "fxlake/parquet/codec.h"
#include "fxlake/parquet/column_encoder.h"
#include "fxlake/parquet/compact_writer.h"
#include "fxlake/parquet/footer.h"
#include "fxlake/parquet/page_header.h"

namespace fxlake::parquet {
namespace {

// Smaller columns are stored uncompressed: compression would cost more time than it saves bytes.
constexpr std::size_t kWorthCompressing = 256;
constexpr std::size_t kMaxPageBytes = std::size_t{64} << 20;

bool IsOfKind(const Column& column, Type::Kind kind) {
  switch (kind) {
    case Type::Kind::string: return std::holds_alternative<StringColumn>(column);
    case Type::Kind::date: return std::holds_alternative<Int32Column>(column);
    case Type::Kind::decimal:
    case Type::Kind::timestamp:
    case Type::Kind::int64: break;
  }
  return std::holds_alternative<Int64Column>(column);
}

Result<void> CheckShape(const Schema& schema, const RowGroup& rows) {
  const auto& columns = rows.columns;
  if (columns.size() != schema.fields.size()) {
    return InvalidInput(std::to_string(columns.size()) + " columns for a table of " +
                        std::to_string(schema.fields.size()));
  }
  if (rows.row_count() > kMaxRowGroupRows)
    return InvalidInput("too many rows for one row group: " + std::to_string(rows.row_count()));
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto& [name, type, id] = schema.fields[i];
    if (!IsOfKind(columns[i], type.kind))
      return InvalidInput("column \"" + name + "\" does not hold values of type " + type.ToString());
    if (RowCount(columns[i]) != rows.row_count())
      return InvalidInput("column \"" + name + "\" and the first column have different numbers of rows");
  }
  return {};
}

Result<void> CheckOptions(const WriterOptions& options, const Schema& schema) {
  if (options.page_rows < 1 || options.page_rows > kMaxRowGroupRows || options.page_bytes < 1 ||
      options.page_bytes > kMaxPageBytes) {
    return InvalidInput("pages of " + std::to_string(options.page_rows) + " rows and " +
                        std::to_string(options.page_bytes) + " bytes");
  }
  for (const auto column : options.sorted_by) {
    if (column >= schema.fields.size())
      return InvalidInput("sorted by column " + std::to_string(column) + ", which does not exist");
  }
  return {};
}

}  // namespace

struct Writer::State {
  State(Schema schema_to_write, WriterOptions options_to_follow)
      : schema(std::move(schema_to_write)),
        options(std::move(options_to_follow)),
        encoder(options),
        compressor(options.zstd_level) {}

  Result<void> Emit(std::string_view bytes) {
    RETURN_IF_ERROR(sink(bytes).In("writing a Parquet file"));
    offset += bytes.size();
    return {};
  }
  Result<void> WriteRowGroup(const RowGroup& rows);
  Result<Chunk> WriteChunk(const Field& field, const Column& column);
  Result<void> AppendPage(const EncodedColumn::Page& page, std::string_view bytes, Chunk& chunk);

  Schema schema;
  WriterOptions options;
  ColumnEncoder encoder;
  Compressor compressor;
  Sink sink;  // empty: no file has been begun
  std::uint64_t offset = 0;
  std::vector<RowGroupInfo> row_groups;
  EncodedColumn encoded;
  std::string pages;  // pages of one chunk, as written to the sink
};

Result<void> Writer::State::AppendPage(const EncodedColumn::Page& page, std::string_view bytes,
                                       Chunk& chunk) {
  const auto at = static_cast<std::int64_t>(offset + pages.size());
  if (page.type == PageType::dictionary) {
    chunk.dictionary_offset = at;
  } else if (chunk.data_offset == 0) {
    chunk.data_offset = at;
  }
  auto stored = bytes;
  if (chunk.codec == Codec::zstd) {
    ASSIGN_OR_RETURN(stored, compressor.Compress(bytes));
  }
  PageHeader header;
  header.type = page.type;
  header.encoding = page.encoding;
  header.values = static_cast<std::int32_t>(page.values);
  header.uncompressed_bytes = static_cast<std::int32_t>(bytes.size());
  header.compressed_bytes = static_cast<std::int32_t>(stored.size());
  header.crc =
      static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(stored.data()), stored.size()));
  const auto header_at = pages.size();
  AppendPageHeader(header, pages);
  chunk.uncompressed_bytes += static_cast<std::int64_t>(pages.size() - header_at + bytes.size());
  pages.append(stored);
  if (chunk.pages.empty() || chunk.pages.back().type != page.type)
    chunk.pages.push_back({page.type, page.encoding, 0});
  ++chunk.pages.back().pages;
  return {};
}

Result<Chunk> Writer::State::WriteChunk(const Field& field, const Column& column) {
  RETURN_IF_ERROR(encoder.Encode(field.type, column, encoded).In("writing column \"" + field.name + "\""));
  Chunk chunk;
  chunk.physical = LayoutOf(field.type).physical;
  chunk.codec = encoded.bytes.size() < kWorthCompressing ? Codec::none : Codec::zstd;
  chunk.values = static_cast<std::int64_t>(RowCount(column));
  chunk.range = std::move(encoded.range);
  pages.clear();
  std::size_t begin = 0;
  for (const auto& page : encoded.pages) {
    RETURN_IF_ERROR(AppendPage(page, std::string_view(encoded.bytes).substr(begin, page.end - begin), chunk));
    begin = page.end;
  }
  chunk.compressed_bytes = static_cast<std::int64_t>(pages.size());
  RETURN_IF_ERROR(Emit(pages));
  return chunk;
}

Result<void> Writer::State::WriteRowGroup(const RowGroup& rows) {
  RETURN_IF_ERROR(CheckShape(schema, rows));
  if (rows.row_count() == 0) return {};
  RowGroupInfo info{static_cast<std::int64_t>(rows.row_count()), {}};
  for (std::size_t i = 0; i < rows.columns.size(); ++i) {
    ASSIGN_OR_RETURN(auto chunk, WriteChunk(schema.fields[i], rows.columns[i]));
    info.chunks.push_back(std::move(chunk));
  }
  row_groups.push_back(std::move(info));
  return {};
}

Writer::Writer(Schema schema, WriterOptions options)
    : state_(std::make_unique<State>(std::move(schema), std::move(options))) {}
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;
Writer::~Writer() = default;

Result<void> Writer::Begin(Sink sink) {
  RETURN_IF_ERROR(state_->schema.Check());
  RETURN_IF_ERROR(CheckOptions(state_->options, state_->schema));
  state_->sink = std::move(sink);
  state_->offset = 0;
  state_->row_groups.clear();
  return state_->Emit(kMagic);
}

Result<void> Writer::WriteRowGroup(const RowGroup& rows) {
  if (!state_->sink) return Internal("a row group was written before the Parquet file was started");
  auto written = state_->WriteRowGroup(rows);
  if (!written) state_->sink = nullptr;  // a file without these rows must not be finished by mistake
  return written;
}

Result<void> Writer::Finish(const KeyValues& metadata) {
  auto& state = *state_;
  if (!state.sink) return Internal("a Parquet file was finished before it was started");
  for (const auto& [key, value] : metadata) {
    if (!simdjson::validate_utf8(key) || !simdjson::validate_utf8(value))
      return InvalidInput("the metadata of a Parquet file is not UTF-8");
  }
  Footer footer;
  footer.schema = state.schema;
  footer.row_groups = std::move(state.row_groups);
  footer.sorted_by = state.options.sorted_by;
  footer.created_by = state.options.created_by;
  footer.metadata = metadata;
  std::string bytes;
  AppendFooter(footer, bytes);
  if (bytes.size() > std::numeric_limits<std::int32_t>::max())
    return InvalidInput("the footer of a Parquet file is too long");
  for (std::size_t size = bytes.size(), shift = 0; shift < 32; shift += 8)
    bytes.push_back(static_cast<char>(size >> shift));
  bytes.append(kMagic);
  const auto written = state.Emit(bytes);
  state.sink = nullptr;
  return written;
}

Sink AppendTo(std::string& bytes) {
  return [&bytes](std::string_view more) -> Result<void> {
    bytes.append(more);
    return {};
  };
}

Result<std::string> WriteTable(Writer& writer, std::span<const RowGroup> row_groups,
                               const KeyValues& metadata) {
  std::string bytes;
  RETURN_IF_ERROR(writer.Begin(AppendTo(bytes)));
  for (const auto& rows : row_groups) RETURN_IF_ERROR(writer.WriteRowGroup(rows));
  RETURN_IF_ERROR(writer.Finish(metadata));
  return bytes;
}

}  // namespace fxlake::parquet
