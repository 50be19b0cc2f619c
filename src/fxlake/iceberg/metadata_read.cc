// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "fxlake/base/sealed_json.h"
#include "fxlake/iceberg/metadata.h"

namespace fxlake::iceberg {
namespace {

// The list of that name, empty when it is not there.
Result<Json::Array> ListAt(const Json& json, std::string_view key) {
  const auto* list = json.Find(key);
  if (list == nullptr || list->is_null()) return Json::Array();
  if (!list->is_array()) return Corrupt(fmt::format("\"{}\" is no list", key));
  return list->array();
}

Result<std::map<std::string, std::string>> TextMapAt(const Json& json, std::string_view key) {
  std::map<std::string, std::string> texts;
  const auto* map = json.Find(key);
  if (map == nullptr || map->is_null()) return texts;
  if (!map->is_object()) return Corrupt(fmt::format("\"{}\" is no object", key));
  for (const auto& [name, value] : map->object()) {
    if (!value.is_string()) return Corrupt(fmt::format("\"{}\" of \"{}\" is no text", name, key));
    texts[name] = value.string();
  }
  return texts;
}

// The one of a list that the metadata calls the current one.
Result<Json> CurrentOf(const Json& json, std::string_view list_key, std::string_view current_key,
                       std::string_view id_key) {
  ASSIGN_OR_RETURN(const auto current, json.Int64At(current_key));
  ASSIGN_OR_RETURN(const auto list, ListAt(json, list_key));
  for (const auto& each : list) {
    ASSIGN_OR_RETURN(const auto id, each.Int64At(id_key));
    if (id == current) return each;
  }
  return Corrupt(fmt::format("\"{}\" has no {} {}", list_key, id_key, current));
}

Result<Snapshot> SnapshotOf(const Json& json) {
  Snapshot snapshot;
  ASSIGN_OR_RETURN(snapshot.id, json.Int64At("snapshot-id"));
  if (const auto* parent = json.Find("parent-snapshot-id"); parent != nullptr && parent->is_number())
    snapshot.parent_id = parent->AsInt64();
  ASSIGN_OR_RETURN(snapshot.sequence_number, json.Int64At("sequence-number"));
  ASSIGN_OR_RETURN(snapshot.timestamp_ms, json.Int64At("timestamp-ms"));
  ASSIGN_OR_RETURN(snapshot.manifest_list, json.StringAt("manifest-list"));
  ASSIGN_OR_RETURN(snapshot.summary, TextMapAt(json, "summary"));
  return snapshot;
}

Result<void> ReadRefs(const Json& json, TableMetadata& metadata) {
  const auto* refs = json.Find("refs");
  if (refs == nullptr || !refs->is_object()) return {};
  for (const auto& [name, ref] : refs->object()) {
    ASSIGN_OR_RETURN(const auto type, ref.StringAt("type"));
    if (type != "tag" && name != kMainBranch)
      return InvalidInput("it has the branch \"" + name + "\", which is not read here");
    if (type == "tag" && name == kMainBranch) return Corrupt("its ref \"main\" is no branch");
    ASSIGN_OR_RETURN(const auto id, ref.Int64At("snapshot-id"));
    if (metadata.Find(id) == nullptr) return Corrupt("its ref \"" + name + "\" names no snapshot of it");
    metadata.refs[name] = {id, type == "tag"};
  }
  return {};
}

Result<TableMetadata> FromJson(const Json& json) {
  TableMetadata metadata;
  ASSIGN_OR_RETURN(const auto format, json.Int64At("format-version"));
  if (format != 2) return InvalidInput(fmt::format("format version {} is not read here, only 2", format));
  ASSIGN_OR_RETURN(metadata.uuid, json.StringAt("table-uuid"));
  ASSIGN_OR_RETURN(metadata.location, json.StringAt("location"));
  ASSIGN_OR_RETURN(metadata.last_sequence_number, json.Int64At("last-sequence-number"));
  ASSIGN_OR_RETURN(metadata.last_updated_ms, json.Int64At("last-updated-ms"));
  ASSIGN_OR_RETURN(metadata.properties, TextMapAt(json, "properties"));
  ASSIGN_OR_RETURN(metadata.schema, CurrentOf(json, "schemas", "current-schema-id", "schema-id"));
  ASSIGN_OR_RETURN(const auto spec, CurrentOf(json, "partition-specs", "default-spec-id", "spec-id"));
  if (const auto* fields = spec.Find("fields")) metadata.partition_fields = *fields;
  ASSIGN_OR_RETURN(const auto snapshots, ListAt(json, "snapshots"));
  for (const auto& each : snapshots) {
    ASSIGN_OR_RETURN(auto snapshot, SnapshotOf(each));
    metadata.snapshots.push_back(std::move(snapshot));
  }
  RETURN_IF_ERROR(ReadRefs(json, metadata));
  const auto* current = json.Find("current-snapshot-id");
  const auto id = current != nullptr && current->is_number() ? current->AsInt64().value_or(-1) : -1;
  if (id != -1 && metadata.Find(id) == nullptr) return Corrupt("its current snapshot is none of it");
  if (id != -1) metadata.refs[std::string(kMainBranch)] = {id, false};
  ASSIGN_OR_RETURN(const auto log, ListAt(json, "snapshot-log"));
  for (const auto& each : log) {
    ASSIGN_OR_RETURN(const auto at, each.Int64At("timestamp-ms"));
    ASSIGN_OR_RETURN(const auto snapshot, each.Int64At("snapshot-id"));
    metadata.snapshot_log.emplace_back(at, snapshot);
  }
  ASSIGN_OR_RETURN(const auto files, ListAt(json, "metadata-log"));
  for (const auto& each : files) {
    ASSIGN_OR_RETURN(const auto at, each.Int64At("timestamp-ms"));
    ASSIGN_OR_RETURN(auto file, each.StringAt("metadata-file"));
    metadata.metadata_log.emplace_back(at, std::move(file));
  }
  return metadata;
}

}  // namespace

Result<TableMetadata> TableMetadata::Parse(std::string_view text) {
  const auto json = ParseSealed(text);
  if (!json) return Corrupt("reading a table's metadata: " + json.error().message());
  return FromJson(*json).In("reading a table's metadata");
}

}  // namespace fxlake::iceberg
