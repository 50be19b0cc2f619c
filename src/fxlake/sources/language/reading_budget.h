// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <new>

#include "fxlake/base/memory_budget.h"
#include "fxlake/base/result.h"

namespace fxlake::sources {

// The memory limit for reading a body of this size, in bytes, in addition to the body: 64 times its size, at
// least 64 MiB and at most 2 GiB.
std::uint64_t ReadingBudget(std::uint64_t body_bytes);

// Makes the parsers' C libraries allocate within the budgets of the calling threads.
void CountLibraries();

Error OverBudget(const MemoryBudget& budget);
Error OutOfMemory();

// Returns the result of `read`; `over`, which is invalid_input, when it exceeded the memory limit for that
// body size; unavailable when the system is out of memory.
template <typename Read, typename Over = Error (*)(const MemoryBudget&)>
auto WithinBudget(std::uint64_t body_bytes, const Read& read, const Over& over = OverBudget)
    -> decltype(read()) {
  CountLibraries();
  const MemoryBudget budget(ReadingBudget(body_bytes));
  try {
    auto outcome = read();
    if (!budget.is_spent()) return outcome;
  } catch (const std::bad_alloc&) {
    if (!budget.is_spent()) return OutOfMemory();
  }
  return over(budget);
}

}  // namespace fxlake::sources
