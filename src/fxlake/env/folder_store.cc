// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/folder_store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <set>

#include "fxlake/base/parallel.h"
#include "fxlake/base/sha256.h"
#include "fxlake/env/file_descriptor.h"

namespace fxlake::env {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOwnNames = ".fxlake-";
constexpr std::string_view kLockName = ".fxlake-lock";
// Syncs wait for the disk, not for a core: together they share one journal commit.
constexpr std::size_t kSyncThreads = 8;

Result<std::string> ReadRange(const fs::path& path, ByteRange range) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status = {};
  if (!file.is_open() || ::fstat(file.get(), &status) != 0) return SystemError("reading " + path.string());
  if (S_ISDIR(status.st_mode)) return NotFound("reading " + path.string() + ": it is a folder");
  const auto size = static_cast<std::uint64_t>(status.st_size);
  const auto offset = std::min(range.offset, size);
  std::string bytes(std::min(range.length, size - offset), '\0');
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto got = ::pread(file.get(), bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return SystemError("reading " + path.string());
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  bytes.resize(done);
  return bytes;
}

struct NewFile {
  fs::path path;
  FileDescriptor file;
};

// In the same folder as `place`. A name may be taken: a process that was killed left it, or one on another machine has the same number.
Result<NewFile> CreateBeside(const fs::path& place) {
  static std::atomic<std::uint64_t> counter = 0;
  while (true) {
    auto path = place.parent_path() / (std::string(kOwnNames) + std::to_string(::getpid()) + "-" + std::to_string(counter++));
    FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
    if (file.is_open()) return NewFile{std::move(path), std::move(file)};
    if (errno != EEXIST) return SystemError("writing " + path.string());
  }
}

Result<void> WriteSynced(const NewFile& to, std::string_view bytes) {
  const auto& [path, file] = to;
  while (!bytes.empty()) {
    const auto put = ::write(file.get(), bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return SystemError("writing " + path.string());
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  if (::fsync(file.get()) != 0) return SystemError("syncing " + path.string());
  return {};
}

Result<void> SyncFolder(const fs::path& path) {
  const FileDescriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.is_open() || ::fsync(folder.get()) != 0) return SystemError("syncing folder " + path.string());
  return {};
}

// Makes a folder with those above it and notes those whose entries changed. False when it was there.
Result<bool> MakeFolders(const fs::path& folder, std::set<fs::path>& changed) {
  if (::mkdir(folder.c_str(), 0755) == 0) {
    changed.insert(folder.parent_path());
    return true;
  }
  if (errno == EEXIST) return false;
  if (errno != ENOENT || folder == folder.parent_path()) return SystemError("making folder " + folder.string());
  RETURN_IF_ERROR(MakeFolders(folder.parent_path(), changed));
  return MakeFolders(folder, changed);
}

// What a killed process left beside the place of its object, once it is too old to be of one that is still writing.
void RemoveLeftOvers(const fs::path& folder) {
  constexpr auto kOld = std::chrono::hours(24);
  std::error_code error;
  for (auto at = fs::directory_iterator(folder, error); !error && at != fs::directory_iterator(); at.increment(error)) {
    const auto name = at->path().filename().string();
    if (!name.starts_with(kOwnNames) || name == kLockName) continue;
    std::error_code gone;
    const auto written = fs::last_write_time(at->path(), gone);
    if (!gone && fs::file_time_type::clock::now() - written > kOld) fs::remove(at->path(), gone);
  }
}

Result<void> RenameIfAbsent(const fs::path& from, const fs::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return {};
  if (errno != EINVAL && errno != ENOSYS) return SystemError("writing " + to.string());
  if (::link(from.c_str(), to.c_str()) != 0) return SystemError("writing " + to.string());
  ::unlink(from.c_str());
  return {};
}

Result<void> RenameOver(const fs::path& root, const fs::path& from, const fs::path& to, const IfMatch* match) {
  const auto lock_path = root / kLockName;
  const FileDescriptor lock(::open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (!lock.is_open()) return SystemError("locking " + lock_path.string());
  while (::flock(lock.get(), LOCK_EX) != 0) {
    if (errno != EINTR) return SystemError("locking " + lock_path.string());
  }
  if (match != nullptr) {
    const auto there = ReadRange(to, {0, UINT64_MAX});
    if (!there && there.error().kind() != ErrorKind::not_found) return there.error();
    if (!there || Sha256Hex(*there) != match->etag) return Conflict("writing " + to.string() + ": it is not what it was");
  }
  if (::rename(from.c_str(), to.c_str()) != 0) return SystemError("writing " + to.string());
  return {};
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
  return ReadRange(root_ / key, range);
}

std::vector<Result<std::string>> FolderStore::PutAll(std::span<const PutRequest> requests) {
  std::vector<Result<std::string>> results(requests.size());
  std::vector<fs::path> written(requests.size());
  std::set<fs::path> changed, used_before;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const auto folder = (root_ / requests[i].key).parent_path();
    const auto fit = CheckKey(requests[i].key);
    const auto made = fit ? MakeFolders(folder, changed) : Result<bool>(fit.error());
    if (!made) results[i] = made.error();
    if (made && !*made && !changed.contains(folder)) used_before.insert(folder);
  }
  (void)ParallelFor(requests.size(), kSyncThreads, [&](std::size_t i) -> Result<void> {
    if (!results[i]) return {};
    const auto file = CreateBeside(root_ / requests[i].key);
    if (file) written[i] = file->path;
    const auto done = file ? WriteSynced(*file, requests[i].bytes) : Result<void>(file.error());
    if (!done) results[i] = done.error();
    return {};
  });
  for (std::size_t i = 0; i < requests.size(); ++i) {
    if (written[i].empty()) continue;
    const auto place = root_ / requests[i].key;
    if (results[i]) {
      const auto& condition = requests[i].condition;
      const auto renamed = std::holds_alternative<IfAbsent>(condition)
                               ? RenameIfAbsent(written[i], place)
                               : RenameOver(root_, written[i], place, std::get_if<IfMatch>(&condition));
      results[i] = renamed ? Result<std::string>(Sha256Hex(requests[i].bytes)) : Result<std::string>(renamed.error());
    }
    if (results[i]) {
      changed.insert(place.parent_path());
    } else {
      ::unlink(written[i].c_str());
    }
  }
  const std::vector<fs::path> folders(changed.begin(), changed.end());
  const auto synced = ParallelFor(folders.size(), kSyncThreads, [&](std::size_t i) { return SyncFolder(folders[i]); });
  for (auto& result : results) {
    if (!synced && result) result = synced.error();
  }
  for (const auto& folder : used_before) RemoveLeftOvers(folder);
  return results;
}

Result<std::vector<StoredObject>> FolderStore::List(const std::string& prefix) {
  const auto slash = prefix.rfind('/');
  const auto start = slash == std::string::npos ? root_ : root_ / prefix.substr(0, slash);
  std::vector<StoredObject> listed;
  std::error_code error;
  if (!fs::exists(start, error)) return listed;
  for (auto at = fs::recursive_directory_iterator(start, error); !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (at->path().filename().string().starts_with(kOwnNames) || !at->is_regular_file(error)) continue;
    auto key = at->path().lexically_relative(root_).string();
    if (key.starts_with(prefix)) listed.push_back({std::move(key), at->file_size(error)});
  }
  if (error) return SystemError("listing " + start.string(), error.value());
  std::ranges::sort(listed, {}, &StoredObject::key);
  return listed;
}

Result<std::vector<std::string>> FolderStore::ListFolders(const std::string& prefix) {
  std::vector<std::string> folders;
  std::error_code error;
  const auto start = root_ / prefix;
  if (!fs::exists(start, error)) return folders;
  for (auto at = fs::directory_iterator(start, error); !error && at != fs::directory_iterator(); at.increment(error)) {
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
