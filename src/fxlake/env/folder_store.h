// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "fxlake/env/object_store.h"

namespace fxlake::env {

// Objects as files under one folder, which is created at the first write. A Put writes a temporary file in
// the target folder, syncs it and renames it, so readers, other processes and a power failure see complete
// objects only; overwriting takes a lock file. Names that begin with ".fxlake-" are internal and not objects;
// files that a killed process left are removed after a day by the next Put into their folder.
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
