// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/partition_copies.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

namespace fxlake::pipeline {

Result<std::unique_ptr<PartitionCopies>> PartitionCopies::Make(std::string folder,
                                                               std::span<const std::string> keys) {
  if (::mkdir(folder.c_str(), 0700) != 0)
    return Denied("creating a folder for SQL files: cannot create " + folder);
  std::unique_ptr<PartitionCopies> copies(new PartitionCopies(std::move(folder)));
  for (const auto& key : keys) {
    std::error_code error;
    std::filesystem::create_directories((std::filesystem::path(copies->folder_) / key).parent_path(), error);
    RETURN_IF_ERROR(copies->Write(key, ""));
  }
  return copies;
}

PartitionCopies::~PartitionCopies() {
  std::error_code error;
  std::filesystem::remove_all(folder_, error);
}

Result<void> PartitionCopies::Write(const std::string& key, const std::string& bytes) const {
  std::ofstream file(std::filesystem::path(folder_) / key, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) return Unavailable("copying " + key + " for SQL: cannot write to " + folder_);
  return {};
}

}  // namespace fxlake::pipeline
