// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/live_snapshot.h"

namespace fxlake::server {
namespace {

constexpr int kStrictAttempts = 3;

}  // namespace

Result<std::unique_ptr<LiveSnapshot>> LiveSnapshot::Open(env::ObjectStore& processed, const sources::Catalog& catalog) {
  std::unique_ptr<LiveSnapshot> live(new LiveSnapshot(processed, catalog));
  // A run that was killed leaves partitions that the manifest does not name: they are whole and served until the next run ends.
  for (int attempt = 1;; ++attempt) {
    auto snapshot = LoadSnapshot(processed, catalog, nullptr, attempt <= kStrictAttempts);
    if (snapshot) {
      live->Set(*std::move(snapshot));
      return live;
    }
    if (snapshot.error().kind() != ErrorKind::conflict) return snapshot.error();
  }
}

std::shared_ptr<const Snapshot> LiveSnapshot::Get() const {
  const std::lock_guard lock(guard_);
  return current_;
}

void LiveSnapshot::Set(std::shared_ptr<const Snapshot> snapshot) {
  {
    const std::lock_guard lock(guard_);
    current_.swap(snapshot);
  }
  generation_.fetch_add(1, std::memory_order_release);
}

Result<bool> LiveSnapshot::Refresh() {
  const auto before = Get();
  const auto manifest = processed_.Get(lake::ManifestKey());
  if (!manifest && manifest.error().kind() == ErrorKind::not_found && before->etag.empty()) return false;
  if (!manifest) return manifest.error().In("reading the manifest");
  if (manifest->etag == before->etag) return false;
  auto snapshot = LoadSnapshot(processed_, catalog_, before.get(), true);
  if (!snapshot && snapshot.error().kind() == ErrorKind::conflict) return false;
  if (!snapshot) return snapshot.error();
  Set(*std::move(snapshot));
  return true;
}

}  // namespace fxlake::server
