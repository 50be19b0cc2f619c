// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/local_files.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <array>

#include "fxlake/env/file_descriptor.h"

namespace fxlake::env {

Result<std::string> ReadFile(const std::filesystem::path& path, std::uint64_t max_bytes) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open() && (errno == ENOENT || errno == ENOTDIR))
    return NotFound("file not found: " + path.string());
  struct stat status = {};
  if (!file.is_open() || ::fstat(file.get(), &status) != 0) return SystemError("reading " + path.string());
  if (S_ISDIR(status.st_mode)) return NotFound("not a file but a folder: " + path.string());
  const auto too_large = [&] {
    return InvalidInput(path.string() + " is larger than " + std::to_string(max_bytes) + " bytes");
  };
  if (static_cast<std::uint64_t>(status.st_size) > max_bytes) return too_large();
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(status.st_size));
  // Read to the end instead of to the size, which is 0 for pipes and files in /proc.
  std::array<char, 1 << 16> part;
  while (true) {
    const auto got = ::read(file.get(), part.data(), part.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return SystemError("reading " + path.string());
    if (got == 0) return bytes;
    bytes.append(part.data(), static_cast<std::size_t>(got));
    if (bytes.size() > max_bytes) return too_large();
  }
}

Result<void> WriteFile(const std::filesystem::path& path, std::string_view bytes) {
  const auto doing = "writing " + path.string();
  const FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (!file.is_open()) return SystemError(doing);
  while (!bytes.empty()) {
    const auto written = ::write(file.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return SystemError(doing);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<void> MakeFolders(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return SystemError("making folder " + folder.string(), error.value());
  return {};
}

}  // namespace fxlake::env
