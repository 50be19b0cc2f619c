// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace fxlake {

Result<void> ParallelFor(std::size_t count, std::size_t threads,
                         const std::function<Result<void>(std::size_t)>& work) {
  static const auto kCores = std::max(1U, std::thread::hardware_concurrency());
  if (threads == 0) threads = kCores;
  threads = std::min(threads, count);
  std::atomic<std::size_t> next = 0;
  std::mutex guard;
  Result<void> outcome;
  std::exception_ptr thrown;
  const auto loop = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      Result<void> result;
      try {
        result = work(i);
      } catch (...) {  // leaving the thread, it would end the program
        next = count;
        const std::lock_guard lock(guard);
        thrown = std::current_exception();
        return;
      }
      if (result) continue;
      next = count;
      const std::lock_guard lock(guard);
      if (outcome) outcome = std::move(result);
    }
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < threads; ++i) others.emplace_back(loop);
    loop();
  }
  if (thrown) std::rethrow_exception(thrown);
  return outcome;
}

}  // namespace fxlake
