// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <boost/asio/thread_pool.hpp>
#include <functional>

namespace fxlake::server {

// A few threads for answers that read the object store, so that no worker waits for it; and a bound for how
// many may wait for them.
class StoreReaders {
 public:
  static constexpr std::size_t kThreads = 4;
  static constexpr int kMostWaiting = 64;

  ~StoreReaders() { Join(); }
  // False when too many wait already: the work is not done then. An exception of the work ends with it. From
  // any thread.
  bool Post(std::function<void()> work);
  // Waits for what was begun.
  void Join() { threads_.join(); }

 private:
  std::atomic<int> waiting_ = 0;
  boost::asio::thread_pool threads_{kThreads};
};

}  // namespace fxlake::server
