// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fxlake::query {

// A FlatBuffers message (https://flatbuffers.dev/internals), written front to back: a table first, then what
// its references point at. As much of the format as Arrow's messages need.
class FlatBuffer {
 public:
  struct Field {
    std::uint8_t size;  // 1, 2, 4 or 8 bytes; 0: the field is absent
    std::int64_t value;
  };
  static constexpr Field Absent() { return {0, 0}; }
  static constexpr Field Byte(int value) { return {1, value}; }
  static constexpr Field Short(int value) { return {2, value}; }
  static constexpr Field Int(int value) { return {4, value}; }
  static constexpr Field Long(std::int64_t value) { return {8, value}; }
  static constexpr Field Reference() { return {4, 0}; }  // to be pointed at what it means

  using Position = std::uint32_t;
  // Where something lies, and where each of its fields or references does.
  struct Placed {
    Position at = 0;
    std::vector<Position> fields;
  };

  // The first table is the root.
  Placed AddTable(std::initializer_list<Field> fields);
  Position AddText(std::string_view text);
  // A vector of `count` references.
  Placed AddReferences(std::size_t count);
  // A vector of structs of two 64-bit numbers.
  Position AddPairs(std::span<const std::pair<std::int64_t, std::int64_t>> pairs);
  void Point(Position reference, Position target);

  const std::string& bytes() const { return bytes_; }

 private:
  void Append(std::uint64_t value, std::size_t size);
  void Pad(std::size_t alignment, std::size_t before = 0);

  std::string bytes_ = std::string(4, '\0');  // the reference to the root
};

}  // namespace fxlake::query
