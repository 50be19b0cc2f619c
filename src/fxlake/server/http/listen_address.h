// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"

namespace fxlake::server {

// The address on which a server listens: an IP address and port, or a Unix socket.
struct ListenAddress {
  std::string host = "127.0.0.1";  // IPv4 or IPv6, without brackets; "" for a Unix socket
  std::uint16_t port = 8080;       // 0: any free port
  std::string path = {};

  // "127.0.0.1:8080", "localhost:8080", "[::1]:8080", ":8080" (all IPv4 addresses), "unix:/run/fxlake.sock".
  // invalid_input otherwise.
  static Result<ListenAddress> Parse(std::string_view text);

  bool is_unix() const { return host.empty(); }
  // Whether only this machine can connect.
  bool IsLocal() const;
  // In client notation: http://[::1]:8080, unix:/run/fxlake.sock.
  std::string ToUrl() const;
};

}  // namespace fxlake::server
