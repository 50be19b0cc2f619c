// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <new>

#include "fxlake/base/memory_budget.h"
#include "fxlake/base/result.h"

namespace fxlake::sources {

// How much memory reading a body of so many bytes may take besides the body: 64 times as much, never less
// than 64 MiB nor more than 2 GiB.
std::uint64_t ReadingBudget(std::uint64_t body_bytes);

// Puts the parsers' libraries under the budgets of the threads that call them.
void CountLibraries();

Error OverBudget(const MemoryBudget& budget);
Error OutOfMemory();

// What `read` returns; `over` of the budget, which is invalid_input, when it took more memory than a body of
// that size may; unavailable when the machine has no more.
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
