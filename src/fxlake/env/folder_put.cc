// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/folder_put.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <atomic>
#include <chrono>
#include <iterator>
#include <vector>

#include "fxlake/base/parallel.h"
#include "fxlake/base/sha256.h"
#include "fxlake/env/file_descriptor.h"
#include "fxlake/env/folder_files.h"

namespace fxlake::env {
namespace {

namespace fs = std::filesystem;

// Larger batches are cheaper to sync as whole file systems than object by object. A sync waits for the disk,
// not for a core: this many threads share one commit of the file system's journal.
constexpr std::size_t kSyncedSingly = 8;

struct NewFile {
  fs::path path;
  FileDescriptor file;
};

// Creates a temporary file in the folder of `place`. Its name may exist already: left by a killed process, or
// used by a process with the same number on another machine.
Result<NewFile> CreateTemporary(const fs::path& place) {
  static std::atomic<std::uint64_t> counter = 0;
  while (true) {
    auto path = place.parent_path() /
                (std::string(kOwnNames) + std::to_string(::getpid()) + "-" + std::to_string(counter++));
    FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
    if (file.is_open()) return NewFile{std::move(path), std::move(file)};
    if (errno != EEXIST) return SystemError("writing " + path.string());
  }
}

Result<void> Write(const NewFile& to, std::string_view bytes) {
  const auto& [path, file] = to;
  while (!bytes.empty()) {
    const auto put = ::write(file.get(), bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return SystemError("writing " + path.string());
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return {};
}

Result<void> Sync(const FileDescriptor& file, const fs::path& path) {
  if (::fsync(file.get()) != 0) return SystemError("syncing " + path.string());
  return {};
}

Result<void> SyncFolder(const fs::path& path) {
  const FileDescriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.is_open()) return SystemError("syncing folder " + path.string());
  return Sync(folder, path);
}

// Creates a folder with its parents and records those whose entries changed. False when it existed.
Result<bool> MakeFolders(const fs::path& folder, std::set<fs::path>& changed) {
  std::vector<fs::path> missing = {folder};  // each is the parent of the previous one
  // In a file system of the kernel, or under a removed folder, no ancestor can be created: the climb ends.
  auto climbs_left = 2 * std::distance(folder.begin(), folder.end());
  while (!missing.empty()) {
    const auto& path = missing.back();
    struct stat status = {};
    if (::mkdir(path.c_str(), 0755) == 0) {
      changed.insert(path.parent_path());
    } else if (errno == ENOENT && path.has_relative_path() && climbs_left-- > 0) {
      missing.push_back(path.parent_path());
      continue;
    } else if (errno != EEXIST) {
      return SystemError("creating folder " + path.string());
    } else if (::stat(path.c_str(), &status) != 0) {
      if (errno == ENOENT)
        return InvalidInput("creating folder " + path.string() +
                            ": it is a symbolic link whose target does not exist");
      return SystemError("creating folder " + path.string());
    } else if (!S_ISDIR(status.st_mode)) {
      return SystemError("creating folder " + path.string(), ENOTDIR);
    } else if (missing.size() == 1) {
      return false;
    }
    missing.pop_back();
  }
  return true;
}

// Removes files that killed processes left, once they are too old to belong to a running one.
void RemoveLeftOvers(const fs::path& folder) {
  constexpr auto kOld = std::chrono::hours(24);
  std::error_code error;
  for (auto at = fs::directory_iterator(folder, error); !error && at != fs::directory_iterator();
       at.increment(error)) {
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

Result<void> RenameOver(const fs::path& root, const fs::path& from, const fs::path& to,
                        const IfMatch* match) {
  const auto lock_path = root / kLockName;
  const FileDescriptor lock(::open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (!lock.is_open()) return SystemError("locking " + lock_path.string());
  while (::flock(lock.get(), LOCK_EX) != 0) {
    if (errno != EINTR) return SystemError("locking " + lock_path.string());
  }
  if (match != nullptr) {
    const auto there = ReadFolderFile(to, {0, UINT64_MAX});
    if (!there && there.error().kind() != ErrorKind::not_found) return there.error();
    if (!there || Sha256Hex(*there) != match->etag)
      return Conflict("writing " + to.string() + ": it was changed by another process");
  }
  if (::rename(from.c_str(), to.c_str()) != 0) return SystemError("writing " + to.string());
  return {};
}

}  // namespace

FolderPut::FolderPut(const fs::path& root, std::span<const PutRequest> requests)
    : root_(root), requests_(requests), results_(requests.size()), temporaries_(requests.size()) {}

std::vector<Result<std::string>> FolderPut::Run() {
  MakeAllFolders();
  WriteAll();
  RenameAll();
  SyncFolders();
  for (const auto& folder : used_) RemoveLeftOvers(folder);
  return std::move(results_);
}

void FolderPut::MakeAllFolders() {
  for (std::size_t i = 0; i < requests_.size(); ++i) {
    const auto folder = PlaceOf(i).parent_path();
    const auto fit = CheckKey(requests_[i].key);
    const auto made = fit ? MakeFolders(folder, changed_) : Result<bool>(fit.error());
    const auto noted = made && !AreFew() ? file_systems_.Add(folder) : Result<void>();
    if (!made) results_[i] = made.error();
    if (!noted) results_[i] = noted.error();
    if (made && !*made && !changed_.contains(folder)) used_.insert(folder);
  }
}

void FolderPut::WriteAll() {
  (void)ParallelFor(requests_.size(), AreFew() ? kSyncedSingly : 1, [&](std::size_t i) -> Result<void> {
    if (!results_[i]) return {};
    const auto temporary = CreateTemporary(PlaceOf(i));
    if (temporary) temporaries_[i] = temporary->path;
    auto written = temporary ? Write(*temporary, requests_[i].bytes) : Result<void>(temporary.error());
    if (written && AreFew()) written = Sync(temporary->file, temporary->path);
    if (!written) results_[i] = written.error();
    return {};
  });
  if (const auto synced = file_systems_.Sync(); !synced) FailAll(synced.error());
}

void FolderPut::RenameAll() {
  for (std::size_t i = 0; i < requests_.size(); ++i) {
    if (temporaries_[i].empty()) continue;
    const auto place = PlaceOf(i);
    if (results_[i]) {
      const auto& condition = requests_[i].condition;
      const auto renamed = std::holds_alternative<IfAbsent>(condition)
                               ? RenameIfAbsent(temporaries_[i], place)
                               : RenameOver(root_, temporaries_[i], place, std::get_if<IfMatch>(&condition));
      results_[i] =
          renamed ? Result<std::string>(Sha256Hex(requests_[i].bytes)) : Result<std::string>(renamed.error());
    }
    if (results_[i]) {
      changed_.insert(place.parent_path());
    } else {
      ::unlink(temporaries_[i].c_str());
    }
  }
}

void FolderPut::SyncFolders() {
  const std::vector<fs::path> folders(changed_.begin(), changed_.end());
  const auto synced = AreFew() ? ParallelFor(folders.size(), kSyncedSingly,
                                             [&](std::size_t i) { return SyncFolder(folders[i]); })
                               : file_systems_.Sync();
  if (!synced) FailAll(synced.error());
}

bool FolderPut::AreFew() const { return requests_.size() <= kSyncedSingly; }

void FolderPut::FailAll(const Error& error) {
  for (auto& result : results_) {
    if (result) result = error;
  }
}

}  // namespace fxlake::env
