// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fxlake::parquet {

// Type codes of Thrift's compact protocol.
enum class Wire : std::uint8_t {
  stop = 0,
  yes = 1,
  no = 2,
  byte = 3,
  i16 = 4,
  i32 = 5,
  i64 = 6,
  float64 = 7,
  binary = 8,
  list = 9,
  set = 10,
  map = 11,
  structure = 12,
  uuid = 13
};

void AppendVarint(std::string& out, std::uint64_t value);

// Writes one Thrift structure in the compact protocol (Apache Thrift, thrift-compact-protocol.md). Field ids
// must ascend; Struct and List take a function that writes the contents.
class CompactWriter {
 public:
  explicit CompactWriter(std::string& out) : out_(out) {}

  void Bool(int id, bool value) { Head(id, value ? Wire::yes : Wire::no); }
  void I16(int id, std::int16_t value) { Head(id, Wire::i16), Number(value); }
  void I32(int id, std::int64_t value) { Head(id, Wire::i32), Number(value); }
  void I64(int id, std::int64_t value) { Head(id, Wire::i64), Number(value); }
  void Binary(int id, std::string_view bytes) { Head(id, Wire::binary), Bytes(bytes); }

  template <typename Write>
  void Struct(int id, const Write& write) {
    Head(id, Wire::structure);
    Element(write);
  }
  template <typename Items, typename Write>
  void StructList(int id, const Items& items, const Write& write) {
    List(id, Wire::structure, items.size());
    for (const auto& item : items) Element([&] { write(item); });
  }
  template <typename Items>
  void I32List(int id, const Items& items) {
    List(id, Wire::i32, items.size());
    for (const auto item : items) Number(static_cast<std::int64_t>(item));
  }
  void BinaryList(int id, std::string_view only) { List(id, Wire::binary, 1), Bytes(only); }
  void Stop() { out_.push_back('\0'); }

 private:
  void Head(int id, Wire type);
  void List(int id, Wire element, std::size_t size);
  void Number(std::int64_t value);
  void Bytes(std::string_view bytes);
  template <typename Write>
  void Element(const Write& write) {
    const int outer = last_id_;
    last_id_ = 0;
    write();
    Stop();
    last_id_ = outer;
  }

  std::string& out_;
  int last_id_ = 0;
};

}  // namespace fxlake::parquet
