// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/reading_budget.h"

#include <fmt/format.h>
#include <lexbor/core/base.h>

#include <algorithm>
#include <mutex>
#include <pugixml.hpp>

namespace fxlake::sources {

std::uint64_t ReadingBudget(std::uint64_t body_bytes) {
  constexpr std::uint64_t kMegabyte = std::uint64_t{1} << 20, kFactor = 64, kLeast = 64 * kMegabyte,
                          kMost = 2048 * kMegabyte;
  return body_bytes > kMost / kFactor ? kMost : std::clamp(body_bytes * kFactor, kLeast, kMost);
}

void CountLibraries() {
  static std::once_flag once;
  std::call_once(once, [] {
    pugi::set_memory_management_functions(MemoryBudget::Allocate, MemoryBudget::Free);
    lexbor_memory_setup(MemoryBudget::Allocate, MemoryBudget::Reallocate, MemoryBudget::AllocateZeros,
                        MemoryBudget::Free);
  });
}

Error OverBudget(const MemoryBudget& budget) {
  return InvalidInput(fmt::format("reading takes more than {} bytes of memory", budget.bytes()));
}

Error OutOfMemory() { return Unavailable("there is not enough memory to read it"); }

}  // namespace fxlake::sources
