// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"
#include "fxlake/parquet/compact_writer.h"

namespace fxlake::parquet {

// Reads one Thrift structure in the compact protocol from untrusted bytes. After the first violation every
// read returns nothing (0, "", no field, no element), so callers check once at the end with Check(). Lengths
// are bounded by the remaining bytes.
class CompactReader {
 public:
  struct Field {
    int id = 0;
    Wire type = Wire::stop;
  };

  explicit CompactReader(std::string_view bytes)
      : begin_(bytes.data()), at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  // Calls on_field(field) for each field; it must read the value with one of the functions below, or call
  // Skip.
  template <typename OnField>
  void Struct(const OnField& on_field) {
    if (++depth_ > kMaxDepth) Fail("structures are nested too deeply");
    int last_id = 0;
    for (Field field; Next(last_id, field);) on_field(field);
    --depth_;
  }

  bool Bool(Field field);
  std::int32_t I32(Field field);  // and narrower integers
  std::int64_t I64(Field field);
  std::string_view Binary(Field field);  // a view of the bytes given to the constructor
  template <typename OnField>
  void Struct(Field field, const OnField& on_field) {
    if (Expect(field.type, Wire::structure)) Struct(on_field);
  }
  // Calls on_element() for each element; it reads one structure with Struct, or a value with Element.
  template <typename OnElement>
  void List(Field field, Wire element, const OnElement& on_element) {
    if (!Expect(field.type, Wire::list)) return;
    for (std::size_t left = ListSize(element); left > 0 && ok(); --left) on_element();
  }
  std::int32_t I32Element() { return I32({0, Wire::i32}); }
  std::string_view BinaryElement() { return Binary({0, Wire::binary}); }
  void Skip(Field field) { SkipValue(field.type, 0); }

  bool ok() const { return wrong_ == nullptr; }
  std::size_t consumed() const { return static_cast<std::size_t>(at_ - begin_); }
  // corrupt when any read failed.
  Result<void> Check() const;
  void Fail(const char* wrong);

 private:
  static constexpr int kMaxDepth = 32;

  bool Next(int& last_id, Field& field);
  bool Expect(Wire found, Wire wanted);
  std::uint8_t Byte();
  std::uint64_t Varint();
  std::int64_t Number();
  std::size_t ListSize(Wire element);
  void SkipValue(Wire type, int depth);
  void SkipElements(Wire element, std::size_t size, int depth);

  const char* begin_;
  const char* at_;
  const char* end_;
  int depth_ = 0;
  const char* wrong_ = nullptr;
  std::size_t wrong_at_ = 0;
};

}  // namespace fxlake::parquet
