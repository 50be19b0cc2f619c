// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/snapshot/live_snapshot.h"

#include <chrono>
#include <exception>

namespace fxlake::server {
namespace {

// A commit writes its partitions before the manifest that names them: for about a second it is waited for.
constexpr int kAttempts = 10;
constexpr auto kPause = std::chrono::milliseconds(100);

// The same rates with other records.
std::shared_ptr<const Snapshot> WithRecords(const Snapshot& snapshot,
                                            std::shared_ptr<const LakeRecords> records) {
  auto changed = std::make_shared<Snapshot>(snapshot);
  changed->records = std::move(records);
  return changed;
}

}  // namespace

Result<std::unique_ptr<LiveSnapshot>> LiveSnapshot::Open(env::ObjectStore& processed,
                                                         const sources::Catalog& catalog, env::Clock& clock) {
  std::unique_ptr<LiveSnapshot> live(new LiveSnapshot(processed, catalog, clock));
  for (int attempt = 1;; ++attempt) {
    auto snapshot = LoadSnapshot(processed, catalog, nullptr,
                                 attempt == kAttempts ? Unvouched::leave_out : Unvouched::refuse);
    if (snapshot) {
      live->Set(WithRecords(**snapshot, live->records_.Read((*snapshot)->version)));
      live->NoteChecked();
      return live;
    }
    if (snapshot.error().kind() != ErrorKind::conflict) return snapshot.error();
    clock.SleepFor(kPause);
  }
}

std::shared_ptr<const Snapshot> LiveSnapshot::Get() const {
  const std::lock_guard lock(guard_);
  return current_;
}

Freshness LiveSnapshot::freshness() const {
  const std::lock_guard lock(guard_);
  return freshness_;
}

void LiveSnapshot::Set(std::shared_ptr<const Snapshot> snapshot) {
  {
    const std::lock_guard lock(guard_);
    current_.swap(snapshot);
  }
  generation_.fetch_add(1, std::memory_order_release);
}

void LiveSnapshot::NoteChecked() {
  const std::lock_guard lock(guard_);
  freshness_.checked_at = clock_.Now();
  freshness_.problem.clear();
}

void LiveSnapshot::NoteProblem(const Error& error) {
  const std::lock_guard lock(guard_);
  ++freshness_.failed_reloads;
  freshness_.problem = error.message();
}

Result<bool> LiveSnapshot::Reload() {
  const auto before = Get();
  const auto manifest = processed_.Get(lake::ManifestKey());
  if (!manifest && manifest.error().kind() == ErrorKind::not_found && before->etag.empty()) return false;
  if (!manifest) return manifest.error().In("reading the manifest");
  const bool is_same = manifest->etag == before->etag;
  // What was left out is looked at again: it may have been mended.
  if (is_same && before->not_served.empty()) return false;
  ASSIGN_OR_RETURN(const auto snapshot, LoadSnapshot(processed_, catalog_, before.get(), Unvouched::refuse));
  if (is_same && snapshot->not_served == before->not_served) return false;
  Set(WithRecords(*snapshot, before->records));
  return true;
}

Result<bool> LiveSnapshot::Refresh() {
  Result<bool> swapped = false;
  try {
    swapped = Reload();
  } catch (const std::exception& thrown) {  // out of memory for a new snapshot: keep the old one
    swapped = Internal(std::string("reading the lake again: ") + thrown.what());
  }
  if (swapped) {
    NoteChecked();
    return swapped;
  }
  NoteProblem(swapped.error());
  return swapped.error().kind() == ErrorKind::conflict ? Result<bool>(false) : swapped;
}

Result<bool> LiveSnapshot::RefreshRecords() {
  try {
    const auto before = Get();
    auto records = records_.Read(before->version);
    if (records == before->records) return false;
    Set(WithRecords(*before, std::move(records)));
    return true;
  } catch (const std::exception& thrown) {
    return Internal(std::string("reading runs and quarantine again: ") + thrown.what());
  }
}

}  // namespace fxlake::server
