// SPDX-License-Identifier: Apache-2.0
#include "fxlake/parquet/compact_reader.h"

#include <limits>

namespace fxlake::parquet {

void CompactReader::Fail(const char* wrong) {
  if (!ok()) return;
  wrong_ = wrong;
  wrong_at_ = consumed();
  at_ = end_;
}

Result<void> CompactReader::Check() const {
  if (ok()) return {};
  return Corrupt(std::string(wrong_) + " at byte " + std::to_string(wrong_at_));
}

bool CompactReader::Next(int& last_id, Field& field) {
  const auto head = Byte();
  if (!ok() || head == 0) return false;
  const int step = head >> 4;
  const std::int64_t id = step != 0 ? last_id + step : Number();
  field.type = static_cast<Wire>(head & 0x0F);
  if (id < 0 || id > std::numeric_limits<std::int16_t>::max()) Fail("a field's number is out of range");
  if (field.type == Wire::stop || field.type > Wire::uuid) Fail("a field's type is unknown");
  field.id = last_id = static_cast<int>(id);
  return ok();
}

bool CompactReader::Expect(Wire found, Wire wanted) {
  if (found != wanted) Fail("the type of a field differs from the format");
  return ok();
}

bool CompactReader::Bool(Field field) {
  if (field.type != Wire::no) Expect(field.type, Wire::yes);
  return ok() && field.type == Wire::yes;
}

std::int32_t CompactReader::I32(Field field) {
  const auto value = I64(field);
  if (value < std::numeric_limits<std::int32_t>::min() || value > std::numeric_limits<std::int32_t>::max()) {
    Fail("a number does not fit 32 bits");
    return 0;
  }
  return static_cast<std::int32_t>(value);
}

std::int64_t CompactReader::I64(Field field) {
  if (field.type == Wire::byte) return static_cast<std::int8_t>(Byte());
  if (field.type != Wire::i16 && field.type != Wire::i32) Expect(field.type, Wire::i64);
  return ok() ? Number() : 0;
}

std::string_view CompactReader::Binary(Field field) {
  if (!Expect(field.type, Wire::binary)) return {};
  const auto size = Varint();
  if (size > static_cast<std::uint64_t>(end_ - at_)) Fail("text is longer than the remaining bytes");
  if (!ok()) return {};
  const std::string_view bytes(at_, static_cast<std::size_t>(size));
  at_ += size;
  return bytes;
}

std::uint8_t CompactReader::Byte() {
  if (at_ == end_) {
    Fail("it ends too early");
    return 0;
  }
  return static_cast<std::uint8_t>(*at_++);
}

std::uint64_t CompactReader::Varint() {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    const auto byte = Byte();
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
  Fail("a number has more than 64 bits");
  return 0;
}

std::int64_t CompactReader::Number() {
  const auto zigzag = Varint();
  return static_cast<std::int64_t>(zigzag >> 1 ^ (0 - (zigzag & 1)));
}

std::size_t CompactReader::ListSize(Wire element) {
  const auto head = Byte();
  std::uint64_t size = head >> 4;
  if (size == 15) size = Varint();
  if (size > 0) Expect(static_cast<Wire>(head & 0x0F), element);
  // Each element takes at least one byte.
  if (size > static_cast<std::uint64_t>(end_ - at_)) Fail("a list is longer than the remaining bytes");
  return ok() ? static_cast<std::size_t>(size) : 0;
}

void CompactReader::SkipValue(Wire type, int depth) {
  if (depth > kMaxDepth) Fail("structures are nested too deeply");
  if (!ok()) return;
  switch (type) {
    case Wire::yes:
    case Wire::no: return;
    case Wire::byte: Byte(); return;
    case Wire::i16:
    case Wire::i32:
    case Wire::i64: Varint(); return;
    case Wire::binary: Binary({0, type}); return;
    case Wire::float64:
    case Wire::uuid:
      for (int left = type == Wire::uuid ? 16 : 8; left > 0; --left) Byte();
      return;
    case Wire::list:
    case Wire::set: {
      const auto head = Byte();
      const std::uint64_t size = head >> 4 == 15 ? Varint() : head >> 4;
      return SkipElements(static_cast<Wire>(head & 0x0F), size, depth);
    }
    case Wire::map: {
      const auto size = Varint();
      if (size == 0) return;
      const auto types = Byte();
      for (auto left = size; left > 0 && ok(); --left) {
        SkipElements(static_cast<Wire>(types >> 4), 1, depth);
        SkipElements(static_cast<Wire>(types & 0x0F), 1, depth);
      }
      return;
    }
    case Wire::structure: {
      int last_id = 0;
      for (Field field; Next(last_id, field);) SkipValue(field.type, depth + 1);
      return;
    }
    case Wire::stop: break;
  }
  Fail("a value's type is unknown");
}

void CompactReader::SkipElements(Wire element, std::size_t size, int depth) {
  for (; size > 0 && ok(); --size) {
    // In a collection a boolean is a byte of its own, so every element takes at least one byte.
    if (element == Wire::yes || element == Wire::no) {
      Byte();
    } else {
      SkipValue(element, depth + 1);
    }
  }
}

}  // namespace fxlake::parquet
