// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <boost/asio/thread_pool.hpp>
#include <functional>

namespace fxlake::server {

// A few threads for responses that read the object store, so that workers never block on it, with a bounded
// queue.
class StoreReaders {
 public:
  static constexpr std::size_t kThreads = 4;
  static constexpr int kMostWaiting = 64;

  ~StoreReaders() { Join(); }
  // False when the queue is full; the work is then not done. Exceptions of the work are caught. Thread-safe.
  bool Post(std::function<void()> work);
  // Waits for running work.
  void Join() { threads_.join(); }

 private:
  std::atomic<int> waiting_ = 0;
  boost::asio::thread_pool threads_{kThreads};
};

}  // namespace fxlake::server
