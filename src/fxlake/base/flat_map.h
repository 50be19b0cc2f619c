// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace fxlake {

// A hash table from non-zero integers to values, for a few keys that are looked up very often: open
// addressing, so lookups stay within a few cache lines.
template <typename Value>
class FlatMap {
 public:
  FlatMap() : slots_(kFirstSlots) {}

  // nullptr when the key is absent. Valid until the next Put.
  const Value* Find(std::uint64_t key) const {
    const auto& slot = slots_[PlaceOf(key)];
    return slot.key == key && key != 0 ? &slot.value : nullptr;
  }
  // `key` must not be 0 and must be absent.
  const Value& Put(std::uint64_t key, Value value) {
    if (2 * ++size_ > slots_.size()) Grow();
    auto& slot = slots_[PlaceOf(key)];
    slot = {key, std::move(value)};
    return slot.value;
  }
  std::size_t size() const { return size_; }

 private:
  static constexpr std::size_t kFirstSlots = 256;
  struct Slot {
    std::uint64_t key = 0;  // 0: empty slot
    Value value = {};
  };
  // The slot of the key, or the empty slot where it would be inserted.
  std::size_t PlaceOf(std::uint64_t key) const {
    auto place = (key * 0x9E37'79B9'7F4A'7C15U >> 32) & (slots_.size() - 1);
    while (slots_[place].key != key && slots_[place].key != 0) place = (place + 1) & (slots_.size() - 1);
    return place;
  }
  void Grow() {
    auto old = std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
    for (auto& slot : old) {
      if (slot.key != 0) slots_[PlaceOf(slot.key)] = std::move(slot);
    }
  }

  std::vector<Slot> slots_;  // size is a power of two; at most half are used
  std::size_t size_ = 0;
};

}  // namespace fxlake
