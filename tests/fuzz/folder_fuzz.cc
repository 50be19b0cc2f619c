// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "fxlake/env/folder_store.h"

// Each pair of bytes creates a folder, a file or a link, the last byte selects the lake's path: a store there
// works or fails with an error.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  namespace fs = std::filesystem;
  using namespace fxlake::env;
  if (size == 0 || size > 20) return 0;
  static const auto kTop = fs::temp_directory_path() / ("fxlake-folder-fuzz-" + std::to_string(::getpid()));
  fs::remove_all(kTop);
  fs::create_directories(kTop);
  const auto place = [](unsigned char byte) {
    fs::path path = kTop;
    for (int bits = byte & 0x3F; bits > 0; bits >>= 2)
      path /= std::string(1, static_cast<char>('a' + (bits & 3)));
    return path;
  };
  for (std::size_t i = 0; i + 2 < size; i += 2) {
    std::error_code ignored;
    const auto path = place(data[i]);
    switch (data[i] >> 6) {
      case 0: fs::create_directory(path, ignored); break;
      case 1: std::ofstream(path) << "x"; break;
      case 2: fs::create_symlink(place(data[i + 1]), path, ignored); break;
      default: fs::create_symlink(fs::path(path.filename()), path, ignored); break;
    }
  }
  FolderStore store(place(data[size - 1]));
  const auto put = store.Put("a/b/key", "bytes", Always());
  const auto got = store.Get("a/b/key");
  if (put && (!got || got->bytes != "bytes")) std::abort();
  const auto listed = store.List("");
  if (put && !listed) std::abort();
  static_cast<void>(store.ListFolders("a/"));
  static_cast<void>(store.Delete("a/b/key"));
  return 0;
}
