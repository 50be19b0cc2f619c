// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"

namespace fxlake::server {

// Where a server listens: an address of this machine with a port, or a socket in the file system.
struct ListenAddress {
  std::string host = "127.0.0.1";  // IPv4 or IPv6, without brackets; "" for a socket in the file system
  std::uint16_t port = 8080;       // 0: one that is free
  std::string path = {};

  // "127.0.0.1:8080", "localhost:8080", "[::1]:8080", ":8080" (every IPv4 address), "unix:/run/fxlake.sock".
  // invalid_input otherwise.
  static Result<ListenAddress> Parse(std::string_view text);

  bool is_unix() const { return host.empty(); }
  // Whether only this machine can connect.
  bool IsLocal() const;
  // As a client names it: http://[::1]:8080, unix:/run/fxlake.sock.
  std::string ToUrl() const;
};

}  // namespace fxlake::server
