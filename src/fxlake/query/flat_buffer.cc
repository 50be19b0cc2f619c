// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/flat_buffer.h"

#include <bit>
#include <cstring>

namespace fxlake::query {
namespace {

static_assert(std::endian::native == std::endian::little);

std::size_t Aligned(std::size_t position, std::size_t alignment) {
  return (position + alignment - 1) / alignment * alignment;
}

}  // namespace

void FlatBuffer::Append(std::uint64_t value, std::size_t size) {
  bytes_.append(reinterpret_cast<const char*>(&value), size);
}

void FlatBuffer::Pad(std::size_t alignment, std::size_t before) {
  bytes_.resize(Aligned(bytes_.size() + before, alignment) - before, '\0');
}

// A table begins with the distance back to its vtable, which says where in the table each field lies.
FlatBuffer::Placed FlatBuffer::AddTable(std::initializer_list<Field> fields) {
  const bool is_root = bytes_.size() == 4;
  Placed placed;
  const auto vtable_size = 4 + 2 * fields.size();
  Pad(8, vtable_size);  // so that the table itself lies at a multiple of eight
  const auto vtable = bytes_.size();
  placed.at = static_cast<Position>(vtable + vtable_size);
  std::size_t size = 4;
  std::vector<std::size_t> offsets;
  for (const auto& field : fields) {
    if (field.size != 0) size = Aligned(size, field.size);
    offsets.push_back(field.size == 0 ? 0 : size);
    size += field.size;
  }
  Append(vtable_size, 2);
  Append(size, 2);
  for (const auto offset : offsets) Append(offset, 2);
  Append(placed.at - vtable, 4);
  auto offset = offsets.begin();
  for (const auto& field : fields) {
    placed.fields.push_back(static_cast<Position>(placed.at + *offset));
    if (field.size != 0) bytes_.resize(placed.at + *offset, '\0');
    Append(static_cast<std::uint64_t>(field.value), field.size);
    ++offset;
  }
  if (is_root) Point(0, placed.at);
  return placed;
}

FlatBuffer::Position FlatBuffer::AddText(std::string_view text) {
  Pad(4);
  const auto at = static_cast<Position>(bytes_.size());
  Append(text.size(), 4);
  bytes_.append(text).push_back('\0');
  return at;
}

FlatBuffer::Placed FlatBuffer::AddReferences(std::size_t count) {
  Pad(4);
  Placed placed{.at = static_cast<Position>(bytes_.size()), .fields = {}};
  Append(count, 4);
  for (std::size_t i = 0; i < count; ++i) {
    placed.fields.push_back(static_cast<Position>(bytes_.size()));
    Append(0, 4);
  }
  return placed;
}

FlatBuffer::Position FlatBuffer::AddPairs(std::span<const std::pair<std::int64_t, std::int64_t>> pairs) {
  Pad(8, 4);
  const auto at = static_cast<Position>(bytes_.size());
  Append(pairs.size(), 4);
  for (const auto& [first, second] : pairs) {
    Append(static_cast<std::uint64_t>(first), 8);
    Append(static_cast<std::uint64_t>(second), 8);
  }
  return at;
}

void FlatBuffer::Point(Position reference, Position target) {
  const Position distance = target - reference;
  std::memcpy(bytes_.data() + reference, &distance, sizeof(distance));
}

}  // namespace fxlake::query
