// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/faulty_store.h"

namespace fxlake::env {

bool FaultyStore::Fails() {
  const auto operation = operations_++;
  return fault_ && (operation == fault_->at || (fault_->all_after && operation > fault_->at));
}

Result<ObjectBytes> FaultyStore::Get(const std::string& key) {
  if (Fails()) return fault_->error;
  return store_.Get(key);
}

Result<std::string> FaultyStore::GetRange(const std::string& key, ByteRange range) {
  if (Fails()) return fault_->error;
  return store_.GetRange(key, range);
}

std::vector<Result<std::string>> FaultyStore::PutAll(std::span<const PutRequest> requests) {
  std::vector<Result<std::string>> results;
  for (const auto& request : requests) {
    if (Fails()) {
      results.emplace_back(fault_->error);
    } else {
      results.push_back(std::move(store_.PutAll({&request, 1}).front()));
    }
  }
  return results;
}

Result<std::vector<StoredObject>> FaultyStore::List(const std::string& prefix) {
  if (Fails()) return fault_->error;
  return store_.List(prefix);
}

Result<std::vector<std::string>> FaultyStore::ListFolders(const std::string& prefix) {
  if (Fails()) return fault_->error;
  return store_.ListFolders(prefix);
}

Result<void> FaultyStore::Delete(const std::string& key) {
  if (Fails()) return fault_->error;
  return store_.Delete(key);
}

}  // namespace fxlake::env
