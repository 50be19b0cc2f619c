// SPDX-License-Identifier: Apache-2.0
#include "fxlake/iceberg/metadata.h"

#include <algorithm>
#include <set>

#include "fxlake/base/sealed_json.h"

namespace fxlake::iceberg {
namespace {

Json TextMap(const std::map<std::string, std::string>& texts) {
  Json map = Json::EmptyObject();
  for (const auto& [key, value] : texts) map.Set(key, value);
  return map;
}

Json SnapshotJson(const Snapshot& snapshot) {
  auto json = JsonObject({{"snapshot-id", snapshot.id}});
  if (snapshot.parent_id) json.Set("parent-snapshot-id", *snapshot.parent_id);
  json.Set("sequence-number", snapshot.sequence_number);
  json.Set("timestamp-ms", snapshot.timestamp_ms);
  json.Set("manifest-list", snapshot.manifest_list);
  json.Set("summary", TextMap(snapshot.summary));
  json.Set("schema-id", 0);
  return json;
}

}  // namespace

const Snapshot* TableMetadata::Find(std::int64_t id) const {
  const auto found = std::ranges::find(snapshots, id, &Snapshot::id);
  return found == snapshots.end() ? nullptr : &*found;
}

const Snapshot* TableMetadata::current() const {
  const auto main = refs.find(std::string(kMainBranch));
  return main == refs.end() ? nullptr : Find(main->second.snapshot_id);
}

void TableMetadata::KeepSnapshots(const std::vector<std::int64_t>& keep) {
  std::set<std::int64_t> kept(keep.begin(), keep.end());
  if (const auto* now = current()) kept.insert(now->id);
  const auto is_gone = [&](std::int64_t id) { return !kept.contains(id); };
  std::erase_if(snapshots, [&](const Snapshot& snapshot) { return is_gone(snapshot.id); });
  std::erase_if(refs, [&](const auto& ref) { return is_gone(ref.second.snapshot_id); });
  // A log with a hole would answer for a time by a snapshot of another: what is before the hole goes, too.
  const auto last_gone = std::find_if(snapshot_log.rbegin(), snapshot_log.rend(),
                                      [&](const auto& entry) { return is_gone(entry.second); });
  snapshot_log.erase(snapshot_log.begin(), last_gone.base());
}

std::string TableMetadata::ToText(const TableSchema& table) const {
  Json snapshot_list = Json::EmptyArray(), ref_map = Json::EmptyObject(), log = Json::EmptyArray(),
       files = Json::EmptyArray();
  for (const auto& snapshot : snapshots) snapshot_list.Append(SnapshotJson(snapshot));
  for (const auto& [name, ref] : refs)
    ref_map.Set(name,
                JsonObject({{"snapshot-id", ref.snapshot_id}, {"type", ref.is_tag ? "tag" : "branch"}}));
  for (const auto& [at, id] : snapshot_log)
    log.Append(JsonObject({{"timestamp-ms", at}, {"snapshot-id", id}}));
  for (const auto& [at, file] : metadata_log)
    files.Append(JsonObject({{"timestamp-ms", at}, {"metadata-file", file}}));
  int last_column = 0;
  for (const auto& field : table.columns.fields) last_column = std::max(last_column, field.id);
  const auto* now = current();
  return SealedText(JsonObject({{"format-version", 2},
                                {"table-uuid", uuid},
                                {"location", location},
                                {"last-sequence-number", last_sequence_number},
                                {"last-updated-ms", last_updated_ms},
                                {"last-column-id", last_column},
                                {"current-schema-id", 0},
                                {"schemas", Json::Array{SchemaJson(table)}},
                                {"default-spec-id", 0},
                                {"partition-specs", Json::Array{PartitionSpecJson(table)}},
                                {"last-partition-id", kYearFieldId},
                                {"default-sort-order-id", kSortOrderId},
                                {"sort-orders", Json::Array{SortOrderJson(table)}},
                                {"properties", TextMap(properties)},
                                {"current-snapshot-id", now == nullptr ? Json(-1) : Json(now->id)},
                                {"refs", std::move(ref_map)},
                                {"snapshots", std::move(snapshot_list)},
                                {"statistics", Json::EmptyArray()},
                                {"partition-statistics", Json::EmptyArray()},
                                {"snapshot-log", std::move(log)},
                                {"metadata-log", std::move(files)}}));
}

Result<void> CheckIsOf(const TableSchema& schema, const TableMetadata& metadata) {
  const auto* fields = metadata.schema.Find("fields");
  const auto expected = SchemaJson(schema);
  if (fields == nullptr || !(*fields == *expected.Find("fields")) ||
      !(metadata.partition_fields == PartitionFieldsJson(schema)))
    return InvalidInput("the table at " + metadata.location +
                        " has other columns or another partitioning than this program writes");
  return {};
}

}  // namespace fxlake::iceberg
