// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/http/listening_sockets.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <boost/asio/ip/tcp.hpp>
#include <cerrno>
#include <cstring>

namespace fxlake::server {
namespace {

constexpr int kBacklog = 4096;
constexpr mode_t kGroupMayConnect = 0660;

Error Failure(const ListenAddress& address, int error) {
  const auto url = address.ToUrl();
  const auto message =
      fmt::format("listening on {}: {}", url.substr(url.starts_with("http://") ? 7 : 0),
                  error == EADDRINUSE ? "another program already listens there" : std::strerror(error));
  if (error == EACCES || error == EPERM) return Denied(message);
  if (error == EADDRNOTAVAIL || error == EAFNOSUPPORT || error == ENOENT || error == ENOTDIR)
    return InvalidInput(message);
  return Unavailable(message);
}

int NewSocket(int family) { return ::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0); }

bool Allow(int descriptor, int option) {
  const int yes = 1;
  return ::setsockopt(descriptor, SOL_SOCKET, option, &yes, sizeof yes) == 0;
}

sockaddr_un PathAddress(const std::string& path) {
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  return address;
}

// The file of a Unix socket whose server was killed: connections are refused.
bool IsAbandoned(const sockaddr_un& address) {
  struct stat status = {};
  if (::lstat(address.sun_path, &status) != 0 || !S_ISSOCK(status.st_mode)) return false;
  const int probe = NewSocket(AF_UNIX);
  if (probe < 0) return false;
  const bool refused = ::connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 &&
                       errno == ECONNREFUSED;
  ::close(probe);
  return refused;
}

}  // namespace

Result<ListeningSockets> ListeningSockets::Open(const ListenAddress& address, std::size_t count) {
  ListeningSockets sockets(address);
  RETURN_IF_ERROR(address.is_unix() ? sockets.OpenPath(count) : sockets.OpenPort(count));
  return sockets;
}

ListeningSockets::ListeningSockets(ListeningSockets&& other) noexcept
    : address_(std::move(other.address_)),
      family_(other.family_),
      descriptors_(std::exchange(other.descriptors_, {})),
      is_made_(std::exchange(other.is_made_, false)) {}

ListeningSockets::~ListeningSockets() {
  for (const int descriptor : descriptors_) ::close(descriptor);
  if (is_made_) ::unlink(address_.path.c_str());
}

int ListeningSockets::Take() {
  const int descriptor = descriptors_.back();
  descriptors_.pop_back();
  return descriptor;
}

// The first socket binds without SO_REUSEPORT, so that it fails when the port is in use; then it enables the
// option for the others.
Result<void> ListeningSockets::OpenPort(std::size_t count) {
  boost::asio::ip::tcp::endpoint endpoint(boost::asio::ip::make_address(address_.host), address_.port);
  family_ = endpoint.protocol().family();
  for (std::size_t i = 0; i < count; ++i) {
    const int descriptor = NewSocket(family_);
    if (descriptor < 0) return Failure(address_, errno);
    descriptors_.push_back(descriptor);
    if (!Allow(descriptor, SO_REUSEADDR) || (i > 0 && !Allow(descriptor, SO_REUSEPORT)) ||
        ::bind(descriptor, endpoint.data(), static_cast<socklen_t>(endpoint.size())) != 0 ||
        (i == 0 && !Allow(descriptor, SO_REUSEPORT)) || ::listen(descriptor, kBacklog) != 0) {
      return Failure(address_, errno);
    }
    auto size = static_cast<socklen_t>(endpoint.capacity());
    if (::getsockname(descriptor, endpoint.data(), &size) != 0) return Failure(address_, errno);
    address_.port = endpoint.port();
  }
  return {};
}

Result<void> ListeningSockets::OpenPath(std::size_t count) {
  family_ = AF_UNIX;
  const auto address = PathAddress(address_.path);
  const int descriptor = NewSocket(AF_UNIX);
  if (descriptor < 0) return Failure(address_, errno);
  descriptors_.push_back(descriptor);
  const auto bind = [&] {
    return ::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  };
  if (!bind()) {
    const int error = errno;
    if (error != EADDRINUSE || !IsAbandoned(address) || ::unlink(address.sun_path) != 0 || !bind())
      return Failure(address_, error);
  }
  is_made_ = true;
  if (::chmod(address.sun_path, kGroupMayConnect) != 0 || ::listen(descriptor, kBacklog) != 0)
    return Failure(address_, errno);
  for (std::size_t i = 1; i < count; ++i) {
    const int same = ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
    if (same < 0) return Failure(address_, errno);
    descriptors_.push_back(same);
  }
  return {};
}

}  // namespace fxlake::server
