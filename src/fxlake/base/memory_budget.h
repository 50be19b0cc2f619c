// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace fxlake {

// A limit of what the thread that made it may hold of memory at once, for as long as it lives: more than that
// is refused with std::bad_alloc by operator new (which memory_budget.cc replaces), and with nullptr by
// Allocate. What the thread frees, whoever took it, may be taken again. Of several in one thread the
// innermost counts. Memory is counted as the allocator rounds it.
class MemoryBudget {
 public:
  explicit MemoryBudget(std::uint64_t bytes);
  ~MemoryBudget();
  MemoryBudget(const MemoryBudget&) = delete;
  MemoryBudget& operator=(const MemoryBudget&) = delete;

  std::uint64_t bytes() const { return static_cast<std::uint64_t>(bytes_); }
  // Whether something was refused.
  bool is_spent() const { return is_spent_; }
  // The most that was held at once.
  std::uint64_t peak() const { return static_cast<std::uint64_t>(peak_); }

  // malloc, calloc, realloc and free within the thread's budget, for libraries of C.
  static void* Allocate(std::size_t size);
  static void* AllocateZeros(std::size_t count, std::size_t size);
  static void* Reallocate(void* memory, std::size_t size);
  static void Free(void* memory) noexcept;

 private:
  bool MayTake(std::size_t size);
  void Took(std::size_t size);

  std::int64_t bytes_;
  std::int64_t held_ = 0;
  std::int64_t peak_ = 0;
  bool is_spent_ = false;
  MemoryBudget* outer_;
};

}  // namespace fxlake
