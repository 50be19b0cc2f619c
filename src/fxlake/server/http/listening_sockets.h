// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/server/http/listen_address.h"

namespace fxlake::server {

// The listening sockets of one server, one per worker. For a port, the kernel distributes connections among
// them (SO_REUSEPORT); for a Unix socket they are duplicates of one socket. No other server can listen on the
// address at the same time.
class ListeningSockets {
 public:
  // unavailable when the address is in use; denied; invalid_input when it does not belong to this machine.
  static Result<ListeningSockets> Open(const ListenAddress& address, std::size_t count);
  ListeningSockets(ListeningSockets&& other) noexcept;
  ListeningSockets& operator=(ListeningSockets&&) = delete;
  // Closes the sockets that were not taken, and removes a Unix socket's file.
  ~ListeningSockets();

  const ListenAddress& address() const { return address_; }  // with the actual port when 0 was requested
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
  bool is_made_ = false;  // the Unix socket's file
};

}  // namespace fxlake::server
