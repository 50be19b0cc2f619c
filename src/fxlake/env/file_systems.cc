// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/file_systems.h"

#include <fcntl.h>
#include <sys/stat.h>

namespace fxlake::env {

Result<void> FileSystems::Add(const std::filesystem::path& folder) {
  FileDescriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  struct stat status = {};
  if (!opened.is_open() || ::fstat(opened.get(), &status) != 0)
    return SystemError("opening folder " + folder.string());
  by_device_.try_emplace(status.st_dev, std::move(opened));
  return {};
}

Result<void> FileSystems::Sync() const {
  for (const auto& [device, folder] : by_device_) {
    if (::syncfs(folder.get()) != 0) return SystemError("syncing a file system");
  }
  return {};
}

}  // namespace fxlake::env
