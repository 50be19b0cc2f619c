// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

#include "fxlake/base/result.h"

namespace fxlake {

// Calls work(0) .. work(count - 1), each once, on at most `threads` threads (0: one for each core), in
// ascending order of their starts. After the first error no further call is started; that error is returned.
Result<void> ParallelFor(std::size_t count, std::size_t threads,
                         const std::function<Result<void>(std::size_t)>& work);

}  // namespace fxlake
