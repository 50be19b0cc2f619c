// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/memory_store.h"

#include <algorithm>

#include "fxlake/base/sha256.h"

namespace fxlake::env {

Result<ObjectBytes> MemoryStore::Get(const std::string& key) {
  const std::lock_guard lock(guard_);
  const auto found = objects_.find(key);
  if (found == objects_.end()) return NotFound("no object " + key + " in memory");
  return ObjectBytes{found->second, Sha256Hex(found->second)};
}

Result<std::string> MemoryStore::GetRange(const std::string& key, ByteRange range) {
  const std::lock_guard lock(guard_);
  const auto found = objects_.find(key);
  if (found == objects_.end()) return NotFound("no object " + key + " in memory");
  return range.offset >= found->second.size() ? std::string()
                                              : found->second.substr(range.offset, range.length);
}

Result<std::string> MemoryStore::PutOne(const PutRequest& request) {
  RETURN_IF_ERROR(CheckKey(request.key));
  const std::lock_guard lock(guard_);
  const auto found = objects_.find(request.key);
  if (std::holds_alternative<IfAbsent>(request.condition) && found != objects_.end()) {
    return Conflict(request.key + " exists");
  }
  if (const auto* match = std::get_if<IfMatch>(&request.condition);
      match != nullptr && (found == objects_.end() || Sha256Hex(found->second) != match->etag)) {
    return Conflict(request.key + " was changed by another writer");
  }
  objects_[request.key] = request.bytes;
  return Sha256Hex(request.bytes);
}

std::vector<Result<std::string>> MemoryStore::PutAll(std::span<const PutRequest> requests) {
  std::vector<Result<std::string>> results;
  for (const auto& request : requests) results.push_back(PutOne(request));
  return results;
}

Result<std::vector<StoredObject>> MemoryStore::List(const std::string& prefix) {
  const std::lock_guard lock(guard_);
  std::vector<StoredObject> listed;
  for (auto at = objects_.lower_bound(prefix); at != objects_.end() && at->first.starts_with(prefix); ++at) {
    listed.push_back({at->first, at->second.size()});
  }
  return listed;
}

Result<std::vector<std::string>> MemoryStore::ListFolders(const std::string& prefix) {
  const std::lock_guard lock(guard_);
  std::vector<std::string> folders;
  for (auto at = objects_.lower_bound(prefix); at != objects_.end() && at->first.starts_with(prefix); ++at) {
    const auto slash = at->first.find('/', prefix.size());
    if (slash == std::string::npos) continue;
    auto folder = at->first.substr(prefix.size(), slash - prefix.size());
    if (folders.empty() || folders.back() != folder) folders.push_back(std::move(folder));
  }
  std::ranges::sort(folders);
  folders.erase(std::ranges::unique(folders).begin(), folders.end());
  return folders;
}

Result<void> MemoryStore::Delete(const std::string& key) {
  const std::lock_guard lock(guard_);
  objects_.erase(key);
  return {};
}

}  // namespace fxlake::env
