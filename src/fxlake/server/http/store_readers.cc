// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/http/store_readers.h"

#include <boost/asio/post.hpp>
#include <exception>

namespace fxlake::server {

bool StoreReaders::Post(std::function<void()> work) {
  if (waiting_.fetch_add(1) >= kMostWaiting) {
    --waiting_;
    return false;
  }
  boost::asio::post(threads_, [this, work = std::move(work)] {
    try {
      work();
    } catch (const std::exception&) {  // out of memory even for an error response; the client times out
    }
    --waiting_;
  });
  return true;
}

}  // namespace fxlake::server
