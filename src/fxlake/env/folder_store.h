// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "fxlake/env/object_store.h"

namespace fxlake::env {

// Objects as files under one folder, which is made when something is first written. A Put writes a file
// beside its place, syncs it and renames it there, so that readers, other processes and a power cut see whole
// objects only; overwriting takes a lock file. Names that begin with ".fxlake-" are the store's own and no
// objects; those that a killed process left are removed, a day later, by the next Put into their folder.
class FolderStore : public ObjectStore {
 public:
  explicit FolderStore(const std::filesystem::path& root);

  Result<ObjectBytes> Get(const std::string& key) override;
  Result<std::string> GetRange(const std::string& key, ByteRange range) override;
  std::vector<Result<std::string>> PutAll(std::span<const PutRequest> requests) override;
  Result<std::vector<StoredObject>> List(const std::string& prefix) override;
  Result<std::vector<std::string>> ListFolders(const std::string& prefix) override;
  Result<void> Delete(const std::string& key) override;
  Result<std::vector<StoredObject>> ListLeftovers(std::int64_t seconds_old) override;
  std::string Describe() const override { return "folder " + root_.string(); }

  const std::filesystem::path& root() const { return root_; }

 private:
  std::filesystem::path root_;
};

}  // namespace fxlake::env
