// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/arrow_message.h"

#include "fxlake/query/flat_buffer.h"

namespace fxlake::query {
namespace {

using Kind = ArrowType::Kind;

// Numbers of Message.fbs and Schema.fbs.
constexpr int kVersion5 = 4, kSchemaHeader = 1, kRecordBatchHeader = 3;
constexpr int kInt = 2, kFloatingPoint = 3, kUtf8 = 5, kBool = 6, kDecimal = 7, kDate = 8, kTimestamp = 10;
constexpr int kSingle = 1, kDouble = 2, kDays = 0, kMicroseconds = 2, kNanoseconds = 3;
constexpr std::size_t kAlignment = 8;

void Pad(std::string& bytes) {
  bytes.resize((bytes.size() + kAlignment - 1) / kAlignment * kAlignment, '\0');
}

int TypeNumber(Kind kind) {
  switch (kind) {
    case Kind::boolean: return kBool;
    case Kind::integer: return kInt;
    case Kind::real: return kFloatingPoint;
    case Kind::decimal: return kDecimal;
    case Kind::date: return kDate;
    case Kind::timestamp: return kTimestamp;
    case Kind::text: break;
  }
  return kUtf8;
}

FlatBuffer::Position AddType(FlatBuffer& buffer, const ArrowType& type) {
  using F = FlatBuffer;
  switch (type.kind) {
    case Kind::integer: return buffer.AddTable({F::Int(type.bits), F::Byte(type.is_signed ? 1 : 0)}).at;
    case Kind::real: return buffer.AddTable({F::Short(type.bits == 32 ? kSingle : kDouble)}).at;
    case Kind::decimal: return buffer.AddTable({F::Int(type.precision), F::Int(type.scale), F::Int(128)}).at;
    case Kind::date: return buffer.AddTable({F::Short(kDays)}).at;
    case Kind::timestamp: {
      const auto unit = F::Short(type.nanoseconds ? kNanoseconds : kMicroseconds);
      const auto table = buffer.AddTable({unit, type.utc ? F::Reference() : F::Absent()});
      if (type.utc) buffer.Point(table.fields[1], buffer.AddText("UTC"));
      return table.at;
    }
    case Kind::boolean:
    case Kind::text: break;
  }
  return buffer.AddTable({}).at;
}

FlatBuffer::Position AddField(FlatBuffer& buffer, const ArrowColumn& column) {
  using F = FlatBuffer;
  constexpr std::size_t kName = 0, kType = 3, kChildren = 5;
  const auto field = buffer.AddTable({F::Reference(), F::Byte(1), F::Byte(TypeNumber(column.type().kind)),
                                      F::Reference(), F::Absent(), F::Reference()});
  buffer.Point(field.fields[kName], buffer.AddText(column.name()));
  buffer.Point(field.fields[kType], AddType(buffer, column.type()));
  buffer.Point(field.fields[kChildren], buffer.AddReferences(0).at);
  return field.at;
}

// The root of a message, and where its header is to be pointed at.
FlatBuffer::Position AddMessage(FlatBuffer& buffer, int header, std::size_t body_size) {
  using F = FlatBuffer;
  const auto message = buffer.AddTable(
      {F::Short(kVersion5), F::Byte(header), F::Reference(), F::Long(static_cast<std::int64_t>(body_size))});
  return message.fields[2];
}

std::string Framed(const FlatBuffer& buffer, std::string_view body) {
  auto metadata = buffer.bytes();
  Pad(metadata);
  const std::uint32_t head[] = {0xFFFF'FFFF, static_cast<std::uint32_t>(metadata.size())};
  std::string message(reinterpret_cast<const char*>(head), sizeof(head));
  return message.append(metadata).append(body);
}

}  // namespace

std::string ArrowSchemaMessage(std::span<const ArrowColumn> columns) {
  using F = FlatBuffer;
  FlatBuffer buffer;
  const auto header = AddMessage(buffer, kSchemaHeader, 0);
  const auto schema = buffer.AddTable({F::Short(0), F::Reference()});  // little-endian
  buffer.Point(header, schema.at);
  const auto fields = buffer.AddReferences(columns.size());
  buffer.Point(schema.fields[1], fields.at);
  for (std::size_t i = 0; i < columns.size(); ++i)
    buffer.Point(fields.fields[i], AddField(buffer, columns[i]));
  return Framed(buffer, "");
}

std::string ArrowBatchMessage(std::span<const ArrowColumn> columns, std::int64_t rows) {
  using F = FlatBuffer;
  std::string body;
  std::vector<std::pair<std::int64_t, std::int64_t>> nodes, buffers;
  for (const auto& column : columns) {
    nodes.emplace_back(rows, column.nulls());
    for (const auto part : column.Buffers()) {
      buffers.emplace_back(body.size(), part.size());
      body += part;
      Pad(body);
    }
  }
  FlatBuffer buffer;
  const auto header = AddMessage(buffer, kRecordBatchHeader, body.size());
  const auto batch = buffer.AddTable({F::Long(rows), F::Reference(), F::Reference()});
  buffer.Point(header, batch.at);
  buffer.Point(batch.fields[1], buffer.AddPairs(nodes));
  buffer.Point(batch.fields[2], buffer.AddPairs(buffers));
  return Framed(buffer, body);
}

std::string ArrowEndOfStream() { return std::string("\xFF\xFF\xFF\xFF\0\0\0\0", 8); }

}  // namespace fxlake::query
