// SPDX-License-Identifier: Apache-2.0
#include "fxlake/iceberg/manifest.h"

#include <algorithm>

#include "fxlake/iceberg/avro_file.h"

namespace fxlake::iceberg {
namespace {

constexpr int kEpochYear = 1970;

Json MapOf(const std::map<int, std::string>& values) {
  Json pairs = Json::EmptyArray();
  for (const auto& [id, value] : values) pairs.Append(JsonObject({{"key", id}, {"value", value}}));
  return pairs;
}

// The same number for each column.
Json CountsOf(const TableSchema& schema, std::int64_t count) {
  Json pairs = Json::EmptyArray();
  for (const auto& field : schema.columns.fields)
    pairs.Append(JsonObject({{"key", field.id}, {"value", count}}));
  return pairs;
}

Result<std::map<int, std::string>> BoundsIn(const Json& file, std::string_view key) {
  std::map<int, std::string> bounds;
  const auto* pairs = file.Find(key);
  if (pairs == nullptr || pairs->is_null()) return bounds;
  if (!pairs->is_array()) return Corrupt("its " + std::string(key) + " are no list");
  for (const auto& pair : pairs->array()) {
    ASSIGN_OR_RETURN(const auto id, pair.Int64At("key"));
    ASSIGN_OR_RETURN(bounds[static_cast<int>(id)], pair.StringAt("value"));
  }
  return bounds;
}

Json ToJson(const TableSchema& schema, const ManifestEntry& entry) {
  const auto& file = entry.file;
  const auto sequence = entry.sequence_number ? Json(*entry.sequence_number) : Json();
  return JsonObject(
      {{"status", static_cast<int>(entry.status)},
       {"snapshot_id", entry.snapshot_id},
       {"sequence_number", sequence},
       {"file_sequence_number", sequence},
       {"data_file",
        JsonObject({{"content", 0},
                    {"file_path", file.path},
                    {"file_format", "PARQUET"},
                    {"partition", JsonObject({{schema.group, file.partition.group},
                                              {std::string(kYearField), file.partition.year - kEpochYear}})},
                    {"record_count", file.rows},
                    {"file_size_in_bytes", file.bytes},
                    {"value_counts", CountsOf(schema, file.rows)},
                    {"null_value_counts", CountsOf(schema, 0)},
                    {"lower_bounds", MapOf(file.lower_bounds)},
                    {"upper_bounds", MapOf(file.upper_bounds)},
                    {"sort_order_id", kSortOrderId}})}});
}

Result<DataFile> FileOf(const TableSchema& schema, const Json& json) {
  ASSIGN_OR_RETURN(const auto content, json.Int64At("content"));
  ASSIGN_OR_RETURN(const auto format, json.StringAt("file_format"));
  if (content != 0) return InvalidInput("it has delete files, which are not read here");
  if (format != "PARQUET" && format != "parquet")
    return InvalidInput("it has files of the format " + format + ", which are not read here");
  const auto* partition = json.Find("partition");
  if (partition == nullptr) return Corrupt("an entry has no partition");
  DataFile file;
  ASSIGN_OR_RETURN(file.path, json.StringAt("file_path"));
  ASSIGN_OR_RETURN(file.partition.group, partition->StringAt(schema.group));
  ASSIGN_OR_RETURN(const auto year, partition->Int64At(kYearField));
  if (year < -kEpochYear || year > 9999) return Corrupt("an entry is of no year");
  file.partition.year = static_cast<int>(year) + kEpochYear;
  ASSIGN_OR_RETURN(file.rows, json.Int64At("record_count"));
  ASSIGN_OR_RETURN(file.bytes, json.Int64At("file_size_in_bytes"));
  ASSIGN_OR_RETURN(file.lower_bounds, BoundsIn(json, "lower_bounds"));
  ASSIGN_OR_RETURN(file.upper_bounds, BoundsIn(json, "upper_bounds"));
  return file;
}

Result<ManifestEntry> EntryOf(const TableSchema& schema, const Json& json) {
  ManifestEntry entry;
  ASSIGN_OR_RETURN(const auto status, json.Int64At("status"));
  if (status < 0 || status > 2) return Corrupt("an entry has no status");
  entry.status = static_cast<Status>(status);
  ASSIGN_OR_RETURN(entry.snapshot_id, json.Int64At("snapshot_id"));
  const auto* sequence = json.Find("sequence_number");
  if (sequence != nullptr && sequence->is_number()) entry.sequence_number = sequence->AsInt64();
  const auto* file = json.Find("data_file");
  if (file == nullptr) return Corrupt("an entry has no file");
  ASSIGN_OR_RETURN(entry.file, FileOf(schema, *file));
  return entry;
}

}  // namespace

ManifestSummary Summarize(const Manifest& manifest, std::int64_t snapshot_id, std::int64_t sequence_number) {
  ManifestSummary summary{.path = {},
                          .sequence_number = sequence_number,
                          .min_sequence_number = sequence_number,
                          .snapshot_id = snapshot_id,
                          .group = {}};
  bool first = true;
  for (const auto& entry : manifest.entries) {
    auto& count = entry.status == Status::added      ? summary.added
                  : entry.status == Status::existing ? summary.existing
                                                     : summary.deleted;
    ++count.files;
    count.rows += entry.file.rows;
    if (entry.status != Status::deleted && entry.sequence_number)
      summary.min_sequence_number = std::min(summary.min_sequence_number, *entry.sequence_number);
    const auto& [group, year] = entry.file.partition;
    summary.group = group;
    summary.first_year = first ? year : std::min(summary.first_year, year);
    summary.last_year = first ? year : std::max(summary.last_year, year);
    first = false;
  }
  return summary;
}

Result<std::string> WriteManifest(const TableSchema& schema, const Manifest& manifest) {
  AvroFile file{.metadata = manifest.notes, .records = {}};
  file.metadata["schema"] = SchemaJson(schema).Dump();
  file.metadata["schema-id"] = "0";
  file.metadata["partition-spec"] = PartitionFieldsJson(schema).Dump();
  file.metadata["partition-spec-id"] = "0";
  file.metadata["format-version"] = "2";
  file.metadata["content"] = "data";
  for (const auto& entry : manifest.entries) file.records.push_back(ToJson(schema, entry));
  return WriteAvroFile(ManifestEntrySchema(schema), file);
}

Result<Manifest> ReadManifest(const TableSchema& schema, std::string_view bytes) {
  ASSIGN_OR_RETURN(auto file, ReadAvroFile(bytes));
  Manifest manifest;
  for (const auto& record : file.records) {
    ASSIGN_OR_RETURN(auto entry, EntryOf(schema, record).In("reading a manifest"));
    if (!manifest.entries.empty() &&
        manifest.entries.front().file.partition.group != entry.file.partition.group)
      return InvalidInput("reading a manifest: it has files of several groups, which is not read here");
    manifest.entries.push_back(std::move(entry));
  }
  for (const auto* key :
       {"schema", "schema-id", "partition-spec", "partition-spec-id", "format-version", "content"})
    file.metadata.erase(key);
  manifest.notes = std::move(file.metadata);
  return manifest;
}

}  // namespace fxlake::iceberg
