// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/memory_budget.h"

#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <new>

namespace fxlake {
namespace {

constinit thread_local MemoryBudget* innermost = nullptr;

}  // namespace

MemoryBudget::MemoryBudget(std::uint64_t bytes)
    : bytes_(static_cast<std::int64_t>(
          std::min<std::uint64_t>(bytes, std::numeric_limits<std::int64_t>::max() / 2))),
      outer_(innermost) {
  innermost = this;
}

MemoryBudget::~MemoryBudget() { innermost = outer_; }

bool MemoryBudget::MayTake(std::size_t size) {
  const bool may = size < std::numeric_limits<std::int64_t>::max() / 2 &&
                   held_ <= bytes_ - static_cast<std::int64_t>(size);
  is_spent_ = is_spent_ || !may;
  return may;
}

void MemoryBudget::Took(std::size_t size) {
  held_ += static_cast<std::int64_t>(size);
  peak_ = std::max(peak_, held_);
}

void* MemoryBudget::Allocate(std::size_t size) {
  if (innermost != nullptr && !innermost->MayTake(size)) return nullptr;
  void* const memory = std::malloc(std::max<std::size_t>(size, 1));
  if (innermost != nullptr && memory != nullptr) innermost->Took(malloc_usable_size(memory));
  return memory;
}

void* MemoryBudget::AllocateZeros(std::size_t count, std::size_t size) {
  std::size_t bytes = 0;
  if (__builtin_mul_overflow(count, size, &bytes)) return nullptr;
  if (innermost != nullptr && !innermost->MayTake(bytes)) return nullptr;
  void* const memory = std::calloc(std::max<std::size_t>(bytes, 1), 1);
  if (innermost != nullptr && memory != nullptr) innermost->Took(malloc_usable_size(memory));
  return memory;
}

void* MemoryBudget::Reallocate(void* memory, std::size_t size) {
  const auto before = memory == nullptr ? 0 : malloc_usable_size(memory);
  if (innermost != nullptr && size > before && !innermost->MayTake(size - before)) return nullptr;
  void* const moved = std::realloc(memory, std::max<std::size_t>(size, 1));
  if (innermost != nullptr && moved != nullptr) {
    innermost->held_ -= static_cast<std::int64_t>(before);
    innermost->Took(malloc_usable_size(moved));
  }
  return moved;
}

void MemoryBudget::Free(void* memory) noexcept {
  if (innermost != nullptr && memory != nullptr)
    innermost->held_ -= static_cast<std::int64_t>(malloc_usable_size(memory));
  std::free(memory);
}

}  // namespace fxlake

// The standard library's other forms call these, except those for over-aligned memory.
void* operator new(std::size_t size) {
  void* const memory = fxlake::MemoryBudget::Allocate(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void operator delete(void* memory) noexcept { fxlake::MemoryBudget::Free(memory); }
void operator delete(void* memory, std::size_t) noexcept { fxlake::MemoryBudget::Free(memory); }
