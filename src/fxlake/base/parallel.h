// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

#include "fxlake/base/result.h"

namespace fxlake {

// Calls work(0) .. work(count - 1), each once, on at most `threads` threads (0: one per core), started in
// ascending order. After the first error no further call starts; that error is returned.
Result<void> ParallelFor(std::size_t count, std::size_t threads,
                         const std::function<Result<void>(std::size_t)>& work);

}  // namespace fxlake
