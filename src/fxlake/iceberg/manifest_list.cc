// SPDX-License-Identifier: Apache-2.0
#include "fxlake/iceberg/avro_file.h"
#include "fxlake/iceberg/manifest.h"

namespace fxlake::iceberg {
namespace {

constexpr std::int32_t kEpochYear = 1970;

Json FieldSummary(std::string lower, std::string upper) {
  return JsonObject({{"contains_null", false},
                     {"contains_nan", false},
                     {"lower_bound", std::move(lower)},
                     {"upper_bound", std::move(upper)}});
}

Json ToJson(const ManifestSummary& manifest) {
  return JsonObject({{"manifest_path", manifest.path},
                     {"manifest_length", manifest.bytes},
                     {"partition_spec_id", 0},
                     {"content", 0},
                     {"sequence_number", manifest.sequence_number},
                     {"min_sequence_number", manifest.min_sequence_number},
                     {"added_snapshot_id", manifest.snapshot_id},
                     {"added_files_count", manifest.added.files},
                     {"existing_files_count", manifest.existing.files},
                     {"deleted_files_count", manifest.deleted.files},
                     {"added_rows_count", manifest.added.rows},
                     {"existing_rows_count", manifest.existing.rows},
                     {"deleted_rows_count", manifest.deleted.rows},
                     {"partitions", Json::Array{FieldSummary(manifest.group, manifest.group),
                                                FieldSummary(EncodeInt(manifest.first_year - kEpochYear),
                                                             EncodeInt(manifest.last_year - kEpochYear))}}});
}

Result<std::int32_t> YearIn(const Json& summary, std::string_view bound) {
  ASSIGN_OR_RETURN(const auto bytes, summary.StringAt(bound));
  if (bytes.size() != 4) return Corrupt("a year has not four bytes");
  std::uint32_t year = 0;
  for (int i = 0; i < 4; ++i)
    year |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)]))
            << (8 * i);
  const auto since_epoch = static_cast<std::int32_t>(year);
  if (since_epoch < -kEpochYear || since_epoch > 9999) return Corrupt("a year is out of range");
  return since_epoch + kEpochYear;
}

Result<ManifestSummary::Count> CountIn(const Json& json, const std::string& status) {
  ManifestSummary::Count count;
  ASSIGN_OR_RETURN(count.files, json.Int64At(status + "_files_count"));
  ASSIGN_OR_RETURN(count.rows, json.Int64At(status + "_rows_count"));
  return count;
}

Result<ManifestSummary> SummaryOf(const Json& json) {
  ManifestSummary summary;
  ASSIGN_OR_RETURN(const auto content, json.Int64At("content"));
  ASSIGN_OR_RETURN(const auto spec, json.Int64At("partition_spec_id"));
  if (content != 0) return InvalidInput("it has delete files, which are not read here");
  if (spec != 0) return InvalidInput("it has another partitioning, which is not read here");
  ASSIGN_OR_RETURN(summary.path, json.StringAt("manifest_path"));
  ASSIGN_OR_RETURN(summary.bytes, json.Int64At("manifest_length"));
  ASSIGN_OR_RETURN(summary.sequence_number, json.Int64At("sequence_number"));
  ASSIGN_OR_RETURN(summary.min_sequence_number, json.Int64At("min_sequence_number"));
  ASSIGN_OR_RETURN(summary.snapshot_id, json.Int64At("added_snapshot_id"));
  ASSIGN_OR_RETURN(summary.added, CountIn(json, "added"));
  ASSIGN_OR_RETURN(summary.existing, CountIn(json, "existing"));
  ASSIGN_OR_RETURN(summary.deleted, CountIn(json, "deleted"));
  const auto* partitions = json.Find("partitions");
  if (partitions == nullptr || !partitions->is_array() || partitions->array().size() != 2)
    return InvalidInput("a manifest tells nothing of its partitions, which is not read here");
  const auto& group = partitions->array()[0];
  const auto& year = partitions->array()[1];
  ASSIGN_OR_RETURN(summary.group, group.StringAt("lower_bound"));
  ASSIGN_OR_RETURN(const auto last_group, group.StringAt("upper_bound"));
  if (last_group != summary.group)
    return InvalidInput("a manifest has files of several groups, which is not read here");
  ASSIGN_OR_RETURN(summary.first_year, YearIn(year, "lower_bound"));
  ASSIGN_OR_RETURN(summary.last_year, YearIn(year, "upper_bound"));
  return summary;
}

}  // namespace

Result<std::string> WriteManifestList(const SnapshotIds& ids, const std::vector<ManifestSummary>& manifests) {
  AvroFile file;
  file.metadata = {{"format-version", "2"},
                   {"snapshot-id", std::to_string(ids.snapshot_id)},
                   {"sequence-number", std::to_string(ids.sequence_number)},
                   {"parent-snapshot-id", ids.parent_id ? std::to_string(*ids.parent_id) : "null"}};
  for (const auto& manifest : manifests) file.records.push_back(ToJson(manifest));
  return WriteAvroFile(ManifestListSchema(), file);
}

Result<std::vector<ManifestSummary>> ReadManifestList(std::string_view bytes) {
  ASSIGN_OR_RETURN(const auto file, ReadAvroFile(bytes));
  std::vector<ManifestSummary> manifests;
  for (const auto& record : file.records) {
    ASSIGN_OR_RETURN(auto summary, SummaryOf(record).In("reading a manifest list"));
    manifests.push_back(std::move(summary));
  }
  return manifests;
}

}  // namespace fxlake::iceberg
