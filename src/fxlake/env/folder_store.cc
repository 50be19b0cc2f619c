// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/folder_store.h"

#include <algorithm>
#include <chrono>

#include "fxlake/base/sha256.h"
#include "fxlake/env/file_descriptor.h"
#include "fxlake/env/folder_files.h"
#include "fxlake/env/folder_put.h"

namespace fxlake::env {

namespace fs = std::filesystem;

namespace {

// Whether there is something to list. A folder that cannot be read is an error, not empty, and so is a store
// that is a file.
Result<bool> IsThere(const fs::path& root, const fs::path& folder) {
  std::error_code error;
  const auto type = fs::status(folder, error).type();
  std::error_code of_root;
  const bool is_file = error.value() == ENOTDIR && !fs::is_directory(root, of_root);
  if (type == fs::file_type::not_found && !is_file) return false;
  if (type == fs::file_type::none || is_file) return SystemError("listing " + folder.string(), error.value());
  return true;
}

}  // namespace

FolderStore::FolderStore(const fs::path& root) : root_(fs::absolute(root).lexically_normal()) {}

Result<ObjectBytes> FolderStore::Get(const std::string& key) {
  ASSIGN_OR_RETURN(auto bytes, GetRange(key, {0, UINT64_MAX}));
  auto etag = Sha256Hex(bytes);
  return ObjectBytes{std::move(bytes), std::move(etag)};
}

Result<std::string> FolderStore::GetRange(const std::string& key, ByteRange range) {
  RETURN_IF_ERROR(CheckKey(key));
  return ReadFolderFile(root_ / key, range);
}

std::vector<Result<std::string>> FolderStore::PutAll(std::span<const PutRequest> requests) {
  return FolderPut(root_, requests).Run();
}

Result<std::vector<StoredObject>> FolderStore::List(const std::string& prefix) {
  const auto slash = prefix.rfind('/');
  const auto start = slash == std::string::npos ? root_ : root_ / prefix.substr(0, slash);
  std::vector<StoredObject> listed;
  std::error_code error;
  ASSIGN_OR_RETURN(const bool is_there, IsThere(root_, start));
  if (!is_there) return listed;
  for (auto at = fs::recursive_directory_iterator(start, error);
       !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (at->path().filename().string().starts_with(kOwnNames) || !at->is_regular_file(error)) continue;
    auto key = at->path().lexically_relative(root_).string();
    if (key.starts_with(prefix)) listed.push_back({std::move(key), at->file_size(error)});
  }
  if (error) return SystemError("listing " + start.string(), error.value());
  std::ranges::sort(listed, {}, &StoredObject::key);
  return listed;
}

Result<std::vector<StoredObject>> FolderStore::ListLeftovers(std::int64_t seconds_old) {
  std::vector<StoredObject> listed;
  std::error_code error;
  if (!fs::exists(root_, error)) return listed;
  const auto until = fs::file_time_type::clock::now() - std::chrono::seconds(seconds_old);
  for (auto at = fs::recursive_directory_iterator(root_, error);
       !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    const auto name = at->path().filename().string();
    std::error_code gone;
    if (!name.starts_with(kOwnNames) || name == kLockName || !at->is_regular_file(gone)) continue;
    const auto written = at->last_write_time(gone);
    if (!gone && written <= until)
      listed.push_back({at->path().lexically_relative(root_).string(), at->file_size(gone)});
  }
  if (error) return SystemError("listing " + root_.string(), error.value());
  std::ranges::sort(listed, {}, &StoredObject::key);
  return listed;
}

Result<std::vector<std::string>> FolderStore::ListFolders(const std::string& prefix) {
  std::vector<std::string> folders;
  std::error_code error;
  const auto start = root_ / prefix;
  ASSIGN_OR_RETURN(const bool is_there, IsThere(root_, start));
  if (!is_there) return folders;
  for (auto at = fs::directory_iterator(start, error); !error && at != fs::directory_iterator();
       at.increment(error)) {
    if (at->is_directory(error)) folders.push_back(at->path().filename().string());
  }
  if (error) return SystemError("listing " + start.string(), error.value());
  std::ranges::sort(folders);
  return folders;
}

Result<void> FolderStore::Delete(const std::string& key) {
  RETURN_IF_ERROR(CheckKey(key));
  const auto path = root_ / key;
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) return SystemError("deleting " + path.string());
  return {};
}

}  // namespace fxlake::env
