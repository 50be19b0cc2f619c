// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <map>

#include "fxlake/env/file_descriptor.h"

namespace fxlake::env {

// The file systems of a batch of writes, synced together to make all writes durable at once.
class FileSystems {
 public:
  // Adds the folder's file system. Must be called before anything is written to it: Sync reports write errors
  // only from this point on (Linux 5.8, syncfs(2)).
  Result<void> Add(const std::filesystem::path& folder);
  // Waits until everything written to these file systems, by any process, is on disk.
  Result<void> Sync() const;

 private:
  std::map<dev_t, FileDescriptor> by_device_;
};

}  // namespace fxlake::env
