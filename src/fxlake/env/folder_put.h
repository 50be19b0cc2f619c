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

// Writes a batch of objects to a FolderStore: each to a temporary file in the target folder, renamed to its
// place once its bytes are on disk. An object that fails leaves no trace and does not affect the others; a
// failed sync fails all objects synced with it.
class FolderPut {
 public:
  FolderPut(const std::filesystem::path& root, std::span<const PutRequest> requests);

  // Each object's etag or error, in request order.
  std::vector<Result<std::string>> Run();

 private:
  void MakeAllFolders();
  void WriteAll();
  void RenameAll();
  void SyncFolders();
  void FailAll(const Error& error);
  bool AreFew() const;  // then each file and folder is synced individually
  std::filesystem::path PlaceOf(std::size_t request) const { return root_ / requests_[request].key; }

  const std::filesystem::path& root_;
  std::span<const PutRequest> requests_;
  FileSystems file_systems_;  // synced as a whole when there are many objects
  // by request; no error so far means success so far
  std::vector<Result<std::string>> results_;
  std::vector<std::filesystem::path> temporaries_;  // temporary file of each object
  // folders whose entries changed, and existing folders among them
  std::set<std::filesystem::path> changed_, used_;
};

}  // namespace fxlake::env
