// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <map>

#include "fxlake/env/file_descriptor.h"

namespace fxlake::env {

// The file systems that many writes go to, to make all of them durable at once.
class FileSystems {
 public:
  // That of a folder, before anything is written to it: Sync tells of writes that failed from here on
  // (Linux 5.8, syncfs(2)).
  Result<void> Add(const std::filesystem::path& folder);
  // Waits until all that was written to them, by anybody, is on its disk.
  Result<void> Sync() const;

 private:
  std::map<dev_t, FileDescriptor> by_device_;
};

}  // namespace fxlake::env
