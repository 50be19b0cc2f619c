// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>

#include "fxlake/env/object_store.h"

namespace fxlake::env {

// Objects in memory, for tests.
class MemoryStore : public ObjectStore {
 public:
  Result<ObjectBytes> Get(const std::string& key) override;
  Result<std::string> GetRange(const std::string& key, ByteRange range) override;
  std::vector<Result<std::string>> PutAll(std::span<const PutRequest> requests) override;
  Result<std::vector<StoredObject>> List(const std::string& prefix) override;
  Result<std::vector<std::string>> ListFolders(const std::string& prefix) override;
  Result<void> Delete(const std::string& key) override;
  std::string Describe() const override { return "memory"; }

 private:
  Result<std::string> PutOne(const PutRequest& request);

  std::mutex guard_;
  std::map<std::string, std::string> objects_;
};

}  // namespace fxlake::env
