// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace fxlake {

// Limits the memory that the current thread may hold while this object lives. Beyond the limit operator new
// (replaced in memory_budget.cc) throws std::bad_alloc and Allocate returns nullptr. Memory that the thread
// frees is credited, whichever thread allocated it. The innermost of several budgets of a thread applies.
// Sizes are as rounded by the allocator.
class MemoryBudget {
 public:
  explicit MemoryBudget(std::uint64_t bytes);
  ~MemoryBudget();
  MemoryBudget(const MemoryBudget&) = delete;
  MemoryBudget& operator=(const MemoryBudget&) = delete;

  std::uint64_t bytes() const { return static_cast<std::uint64_t>(bytes_); }
  // Whether an allocation was denied.
  bool is_spent() const { return is_spent_; }
  // Peak memory held, in bytes.
  std::uint64_t peak() const { return static_cast<std::uint64_t>(peak_); }

  // malloc, calloc, realloc and free within the thread's budget, for C libraries.
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
