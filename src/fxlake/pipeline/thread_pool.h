// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace fxlake::pipeline {

// Runs work in FIFO order on a limited number of threads, which start on demand. The destructor waits for
// running work and drops queued work.
class ThreadPool {
 public:
  explicit ThreadPool(std::size_t most_threads) : most_threads_(most_threads) {}
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  void Do(std::function<void()> work);

 private:
  void Serve(const std::stop_token& stop);

  const std::size_t most_threads_;
  std::mutex guard_;
  std::condition_variable_any changed_;
  std::deque<std::function<void()>> waiting_;
  std::size_t idle_ = 0;
  std::vector<std::jthread> threads_;
};

}  // namespace fxlake::pipeline
