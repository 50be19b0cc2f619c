// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "fxlake/env/file_systems.h"
#include "fxlake/env/object_store.h"

namespace fxlake::env {

// The objects that a FolderStore writes at once: each into a file beside its place, which is renamed there
// when its bytes are on the disk. One that fails leaves nothing and the others alone; a sync that fails is of
// all that were synced with it.
class FolderPut {
 public:
  FolderPut(const std::filesystem::path& root, std::span<const PutRequest> requests);

  // Each object's etag or error.
  std::vector<Result<std::string>> Run();

 private:
  void MakeAllFolders();
  void WriteAll();
  void RenameAll();
  void SyncFolders();
  void FailAll(const Error& error);
  bool AreFew() const;  // each file and folder is synced by itself
  std::filesystem::path PlaceOf(std::size_t request) const { return root_ / requests_[request].key; }

  const std::filesystem::path& root_;
  std::span<const PutRequest> requests_;
  FileSystems file_systems_;  // which are synced when the objects are many
  std::vector<Result<std::string>>
      results_;  // of each request; so far it has not failed when it holds no error
  std::vector<std::filesystem::path> beside_;  // where each was written
  std::set<std::filesystem::path> changed_,
      used_;  // folders whose entries changed, and those that were there before
};

}  // namespace fxlake::env
