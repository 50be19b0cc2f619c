// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/thread_pool.h"

#include <utility>

namespace fxlake::pipeline {

ThreadPool::~ThreadPool() {
  for (auto& thread : threads_) thread.request_stop();
  threads_.clear();
}

void ThreadPool::Do(std::function<void()> work) {
  const std::lock_guard lock(guard_);
  waiting_.push_back(std::move(work));
  if (idle_ < waiting_.size() && threads_.size() < most_threads_) {
    threads_.emplace_back([this](const std::stop_token& stop) { Serve(stop); });
  }
  changed_.notify_one();
}

void ThreadPool::Serve(const std::stop_token& stop) {
  std::unique_lock lock(guard_);
  while (true) {
    ++idle_;
    const bool more = changed_.wait(lock, stop, [this] { return !waiting_.empty(); });
    --idle_;
    if (!more || stop.stop_requested()) return;
    auto work = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    work();
    lock.lock();
  }
}

}  // namespace fxlake::pipeline
