// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/partition_copies.h"

#include <sys/stat.h>

#include <filesystem>

#include "fxlake/env/local_files.h"

namespace fxlake::pipeline {

Result<std::unique_ptr<PartitionCopies>> PartitionCopies::Make(std::string folder,
                                                               std::span<const std::string> keys) {
  if (::mkdir(folder.c_str(), 0700) != 0)
    return Denied("creating a folder for SQL files: cannot create " + folder);
  std::unique_ptr<PartitionCopies> copies(new PartitionCopies(std::move(folder)));
  for (const auto& key : keys) {
    RETURN_IF_ERROR(env::MakeFolders((std::filesystem::path(copies->folder_) / key).parent_path())
                        .In("copying " + key + " for SQL"));
    RETURN_IF_ERROR(copies->Write(key, ""));
  }
  return copies;
}

PartitionCopies::~PartitionCopies() {
  std::error_code error;
  std::filesystem::remove_all(folder_, error);
}

Result<void> PartitionCopies::Write(const std::string& key, const std::string& bytes) const {
  return env::WriteFile(std::filesystem::path(folder_) / key, bytes).In("copying " + key + " for SQL");
}

}  // namespace fxlake::pipeline
