// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/folder_files.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>

#include "fxlake/env/file_descriptor.h"

namespace fxlake::env {

Result<std::string> ReadFolderFile(const std::filesystem::path& path, ByteRange range) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status = {};
  if (!file.is_open() || ::fstat(file.get(), &status) != 0) return SystemError("reading " + path.string());
  if (S_ISDIR(status.st_mode)) return NotFound("reading " + path.string() + ": it is a folder");
  const auto size = static_cast<std::uint64_t>(status.st_size);
  const auto offset = std::min(range.offset, size);
  std::string bytes(std::min(range.length, size - offset), '\0');
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto got =
        ::pread(file.get(), bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return SystemError("reading " + path.string());
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  bytes.resize(done);
  return bytes;
}

}  // namespace fxlake::env
