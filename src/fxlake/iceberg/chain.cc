// SPDX-License-Identifier: Apache-2.0
#include "fxlake/iceberg/chain.h"

namespace fxlake::iceberg {
namespace {

// Whether an object is as it is, and not only out of reach now.
bool IsDamage(const Error& error) {
  const auto kind = error.kind();
  return kind == ErrorKind::not_found || kind == ErrorKind::corrupt || kind == ErrorKind::invalid_input;
}

class Follower {
 public:
  Follower(const TablePlace& place, const TableSchema& schema, const TableMetadata& metadata)
      : place_(place), schema_(schema), metadata_(metadata) {}

  Result<Chain> Follow() && {
    for (const auto& snapshot : metadata_.snapshots) RETURN_IF_ERROR(FollowSnapshot(snapshot));
    return std::move(chain_);
  }

 private:
  // The key of a path, noted as named; "" when it was noted before, or cannot be of the table.
  std::string Note(const std::string& path, NamedFile file) {
    auto key = KeyOf(place_, metadata_, path);
    if (!key) {
      chain_.problems.emplace(path, key.error().message());
      return "";
    }
    const bool added = chain_.files.emplace(*key, file).second;
    return added ? *std::move(key) : "";
  }

  template <typename T>
  Result<bool> Holds(const std::string& key, const Result<T>& read) {
    if (read) return true;
    if (!IsDamage(read.error())) return read.error();
    chain_.problems.emplace(
        key, read.error().kind() == ErrorKind::not_found ? "it is missing" : read.error().message());
    return false;
  }

  Result<void> FollowSnapshot(const Snapshot& snapshot) {
    const auto key = Note(snapshot.manifest_list, {});
    if (key.empty()) return {};
    const auto manifests = ReadManifests(place_, metadata_, &snapshot);
    ASSIGN_OR_RETURN(const bool holds, Holds(key, manifests));
    if (!holds) return {};
    for (const auto& manifest : *manifests) RETURN_IF_ERROR(FollowManifest(manifest));
    return {};
  }

  Result<void> FollowManifest(const ManifestSummary& summary) {
    const auto key = Note(summary.path, {summary.bytes, false});
    if (key.empty()) return {};
    const auto manifest = ReadManifestOf(place_, schema_, metadata_, summary);
    ASSIGN_OR_RETURN(const bool holds, Holds(key, manifest));
    if (!holds) return {};
    for (const auto& entry : manifest->entries) {
      if (entry.status != Status::deleted) Note(entry.file.path, {entry.file.bytes, true});
    }
    return {};
  }

  const TablePlace& place_;
  const TableSchema& schema_;
  const TableMetadata& metadata_;
  Chain chain_;
};

}  // namespace

Result<Chain> FollowChain(const TablePlace& place, const TableSchema& schema, const TableMetadata& metadata) {
  return Follower(place, schema, metadata).Follow();
}

}  // namespace fxlake::iceberg
