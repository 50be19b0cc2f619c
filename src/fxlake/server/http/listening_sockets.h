// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/server/http/listen_address.h"

namespace fxlake::server {

// The listening sockets of one server, one for each of its workers: of a port the kernel gives each its share
// of the connections; of a socket in the file system they are one and the same. No other server can listen
// there at the same time.
class ListeningSockets {
 public:
  // unavailable when somebody listens there already; denied; invalid_input when the address is not this
  // machine's.
  static Result<ListeningSockets> Open(const ListenAddress& address, std::size_t count);
  ListeningSockets(ListeningSockets&& other) noexcept;
  ListeningSockets& operator=(ListeningSockets&&) = delete;
  // Closes what nobody took, and removes the socket from the file system.
  ~ListeningSockets();

  const ListenAddress& address() const { return address_; }  // with the port that was free
  int family() const { return family_; }
  // The next descriptor; the caller closes it.
  int Take();

 private:
  explicit ListeningSockets(ListenAddress address) : address_(std::move(address)) {}
  Result<void> OpenPort(std::size_t count);
  Result<void> OpenPath(std::size_t count);

  ListenAddress address_;
  int family_ = 0;
  std::vector<int> descriptors_;
  bool is_made_ = false;  // the socket in the file system
};

}  // namespace fxlake::server
