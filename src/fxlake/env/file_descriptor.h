// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "fxlake/base/result.h"

namespace fxlake::env {

// An owning file descriptor.
class FileDescriptor {
 public:
  explicit FileDescriptor(int fd = -1) : fd_(fd) {}
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~FileDescriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }

 private:
  int fd_;
};

// The error for errno, with the kind that callers act on.
inline Error SystemError(const std::string& doing, int code = errno) {
  const auto message = doing + ": " + std::strerror(code);
  switch (code) {
    case ENOTDIR:
    case ENOENT: return NotFound(message);
    case EACCES:
    case EPERM:
    case EROFS: return Denied(message);
    case EEXIST: return Conflict(message);
    case EISDIR:
    case ELOOP:
    case ENAMETOOLONG: return InvalidInput(message);
    default: return Unavailable(message);
  }
}

}  // namespace fxlake::env
