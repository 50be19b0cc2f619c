// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "fxlake/base/base64.h"
#include "fxlake/iceberg/table.h"

namespace fxlake::iceberg {
namespace {

// As many metadata files are named as predecessors, as other writers do.
constexpr std::size_t kMostPredecessors = 100;

std::string MakeUuid(env::Random& random) {
  const auto high = random.Next(), low = random.Next();
  return fmt::format("{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}", high >> 32, (high >> 16) & 0xFFFF, high & 0xFFF,
                     ((low >> 48) & 0x3FFF) | 0x8000, low & 0xFFFF'FFFF'FFFF);
}

// Positive, and no snapshot's yet.
std::int64_t NewSnapshotId(env::Random& random, const TableMetadata& metadata) {
  while (true) {
    const auto id = static_cast<std::int64_t>(random.Next() >> 1);
    if (id != 0 && metadata.Find(id) == nullptr) return id;
  }
}

std::int64_t NumberIn(const Snapshot* snapshot, const std::string& key) {
  if (snapshot == nullptr) return 0;
  const auto found = snapshot->summary.find(key);
  return found == snapshot->summary.end() ? 0 : std::atoll(found->second.c_str());
}

// The counts that Iceberg's specification, appendix F, wants of a snapshot.
std::map<std::string, std::string> SummaryOf(const Snapshot* before, const CommitRequest& request,
                                             const std::vector<ManifestSummary>& manifests) {
  std::int64_t added_bytes = 0, deleted_bytes = 0, partitions = 0;
  ManifestSummary::Count added, deleted, total;
  for (const auto& change : request.changed) {
    for (const auto& entry : change.entries) {
      if (entry.status == Status::existing) continue;
      auto& count = entry.status == Status::added ? added : deleted;
      ++count.files;
      count.rows += entry.file.rows;
      (entry.status == Status::added ? added_bytes : deleted_bytes) += entry.file.bytes;
    }
    std::vector<Partition> changed;
    for (const auto& entry : change.entries) {
      if (entry.status != Status::existing) changed.push_back(entry.file.partition);
    }
    std::ranges::sort(changed);
    partitions += std::ranges::unique(changed).begin() - changed.begin();
  }
  for (const auto& manifest : manifests) {
    total.files += manifest.added.files + manifest.existing.files;
    total.rows += manifest.added.rows + manifest.existing.rows;
  }
  auto summary = request.summary;
  const auto set = [&](const char* key, std::int64_t value) { summary[key] = std::to_string(value); };
  summary["operation"] = deleted.files > 0 ? "overwrite" : "append";
  set("added-data-files", added.files);
  set("added-records", added.rows);
  set("added-files-size", added_bytes);
  set("deleted-data-files", deleted.files);
  set("deleted-records", deleted.rows);
  set("removed-files-size", deleted_bytes);
  set("changed-partition-count", partitions);
  set("total-data-files", total.files);
  set("total-records", total.rows);
  set("total-files-size", NumberIn(before, "total-files-size") + added_bytes - deleted_bytes);
  set("total-delete-files", 0);
  set("total-position-deletes", 0);
  set("total-equality-deletes", 0);
  return summary;
}

TableMetadata NewTable(const TablePlace& place, const TableSchema& schema, env::Random& random) {
  TableMetadata metadata;
  metadata.uuid = MakeUuid(random);
  metadata.location = place.location;
  metadata.properties = {{"schema.name-mapping.default", NameMappingJson(schema).Dump()},
                         {"write.format.default", "parquet"},
                         {"write.parquet.compression-codec", "zstd"}};
  return metadata;
}

Result<TableState> PutMetadata(const TablePlace& place, const TableSchema& schema, const TableState& base,
                               TableMetadata next) {
  if (!base.metadata.uuid.empty()) {
    next.metadata_log.emplace_back(base.metadata.last_updated_ms,
                                   fmt::format("{}/metadata/v{}.metadata.json", next.location, base.version));
    if (next.metadata_log.size() > kMostPredecessors) next.metadata_log.erase(next.metadata_log.begin());
  }
  const auto version = base.version + 1;
  const auto put = place.store.Put(place.MetadataKey(version), next.ToText(schema), env::IfAbsent());
  if (!put) return put.error().In("committing " + place.MetadataKey(version));
  TableState state{version, std::move(next), base.hint, base.hint_etag, ""};
  RETURN_IF_ERROR(MoveHint(place, state));
  state.hint = version;
  return state;
}

// Later than the commit before, whatever the clock says: readers go by the order.
std::int64_t TimeOf(Instant now, const TableMetadata& metadata) {
  return std::max(now.micros() / 1000, metadata.last_updated_ms + 1);
}

}  // namespace

Result<TableState> CommitSnapshot(const TablePlace& place, const TableSchema& schema, env::Random& random,
                                  const TableState& base, const CommitRequest& request) {
  auto next = base.metadata.uuid.empty() ? NewTable(place, schema, random) : base.metadata;
  const auto* before = base.metadata.current();
  const auto id = NewSnapshotId(random, next);
  const auto sequence_number = next.last_sequence_number + 1;
  auto files = request.files;
  auto manifests = request.kept;
  for (const auto& change : request.changed) {
    Manifest manifest{change.notes, change.entries};
    for (auto& entry : manifest.entries) {
      if (entry.status != Status::existing) entry.snapshot_id = id;
    }
    if (std::ranges::all_of(manifest.entries,
                            [](const auto& entry) { return entry.status == Status::deleted; }))
      continue;  // the whole group is gone
    auto summary = Summarize(manifest, id, sequence_number);
    ASSIGN_OR_RETURN(auto bytes, WriteManifest(schema, manifest));
    const auto name = fmt::format("/metadata/{}-{}-{:016x}-m.avro", change.group, change.label,
                                  static_cast<std::uint64_t>(id));
    summary.path = next.location + name;
    summary.bytes = static_cast<std::int64_t>(bytes.size());
    files.push_back({place.folder + name, std::move(bytes), env::IfAbsent()});
    manifests.push_back(std::move(summary));
  }
  std::ranges::sort(manifests, {}, &ManifestSummary::group);
  const auto list_name = fmt::format("/metadata/snap-{}.avro", id);
  const auto parent = before == nullptr ? std::nullopt : std::optional(before->id);
  ASSIGN_OR_RETURN(auto list, WriteManifestList({id, parent, sequence_number}, manifests));
  next.properties[kListCopy] = fmt::format("{} {}", id, Base64Encode(list));
  files.push_back({place.folder + list_name, std::move(list), env::IfAbsent()});
  const auto written = place.store.PutAll(files);
  for (std::size_t i = 0; i < written.size(); ++i) {
    // A data file that is there bears its hash in its name: it is the same one.
    if (!written[i] && written[i].error().kind() != ErrorKind::conflict)
      return written[i].error().In("writing " + files[i].key);
  }
  const auto now = TimeOf(request.now, next);
  next.snapshots.push_back(
      {id, parent, sequence_number, now, next.location + list_name, SummaryOf(before, request, manifests)});
  next.last_sequence_number = sequence_number;
  next.last_updated_ms = now;
  next.snapshot_log.emplace_back(now, id);
  next.refs[std::string(kMainBranch)] = {id, false};
  if (!request.tag.empty() && request.tag != kMainBranch) next.refs[request.tag] = {id, true};
  return PutMetadata(place, schema, base, std::move(next));
}

Result<TableState> CommitMetadata(const TablePlace& place, const TableSchema& schema, const TableState& base,
                                  TableMetadata next, Instant now) {
  next.last_updated_ms = TimeOf(now, base.metadata);
  return PutMetadata(place, schema, base, std::move(next));
}

}  // namespace fxlake::iceberg
