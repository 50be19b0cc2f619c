// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "fxlake/jsonata/value.h"

namespace fxlake::jsonata {

// Makes the values of one evaluation, counts what they take, and frees them without recursion, however deep
// they are nested. Outlives them. For one thread.
class Heap {
 public:
  explicit Heap(std::size_t limit) : limit_(limit) {}
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  Value String(std::string text);
  Value Array();
  Value Array(std::vector<Value> items);
  Value Sequence();
  Value SequenceOf(Value item);
  Value Object();
  Value Function(FunctionCell::Form form);
  Value Tuple();
  Pointer<Frame> NewFrame(const Pointer<Frame>& parent);
  // The same value; what is inside of arrays and objects becomes a Value when somebody looks.
  Value FromJson(const Json& json);

  void Grow(Cell& cell, std::size_t bytes);
  // More is in use than the limit.
  bool exhausted() const { return used_ > limit_; }
  bool WouldExhaust(std::size_t bytes) const { return used_ + bytes > limit_; }
  void Free(Cell* cell);

 private:
  template <typename T>
  T* Make() {
    auto* cell = new T();
    cell->heap = this;
    used_ += sizeof(T);
    return cell;
  }
  void Delete(Cell* cell);

  std::size_t limit_;
  std::size_t used_ = 0;
  std::vector<Cell*> dying_;
  bool freeing_ = false;
};

}  // namespace fxlake::jsonata
